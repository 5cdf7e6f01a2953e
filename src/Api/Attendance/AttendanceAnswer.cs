using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The attendance of one lesson, as far as the caller may see it.</summary>
public sealed record AttendanceAnswer
{
    public required Guid MeetingId { get; init; }

    /// <summary>Null where no attendance was taken yet.</summary>
    public string? OccurrenceId { get; init; }

    public AttendanceState State { get; init; }

    /// <summary>By which the records were computed; without a date, the one that holds where nobody has set any.</summary>
    public Policy? Policy { get; init; }

    public IReadOnlyList<AttendanceRecord> Records { get; init; } = [];
}
