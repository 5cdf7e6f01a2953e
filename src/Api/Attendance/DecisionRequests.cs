using System.ComponentModel.DataAnnotations;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>Why somebody decided so: everybody who sees the mark can read it.</summary>
public record DecisionReason
{
    [Required, StringLength(1000), NotBlank, PlainText]
    public string Reason { get; init; } = "";
}

public sealed record OverrideRequest : DecisionReason
{
    [Required, StringLength(100)]
    public string OccurrenceId { get; init; } = "";

    [Required]
    public AttendanceStatus? Status { get; init; }
}

public sealed record SplitRequest : DecisionReason
{
    /// <summary>Where the second part begins, in whole seconds.</summary>
    [Required]
    public DateTimeOffset? At { get; init; }
}

public sealed record JoinRequest : DecisionReason
{
    /// <summary>The neighbour; the earlier of the two takes in the later.</summary>
    [Required, StringLength(100)]
    public string With { get; init; } = "";
}
