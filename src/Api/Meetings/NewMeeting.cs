using System.ComponentModel.DataAnnotations;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Meetings;

/// <summary>A meeting to be created.</summary>
public sealed record NewMeeting : IValidatableObject
{
    [Required, StringLength(200)]
    public string? Title { get; init; }

    [StringLength(4000)]
    public string? Description { get; init; }

    public MeetingType MeetingType { get; init; } = MeetingType.Scheduled;

    /// <summary>May lie in the past. An instant meeting's is now, if left out.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Minutes.</summary>
    [Range(1, 1440)]
    public int Duration { get; init; } = 60;

    /// <summary>An IANA name; left out, the school's.</summary>
    public string? Timezone { get; init; }

    /// <summary>Left out: the class, where there is one, else nobody but the host.</summary>
    public Audience? TargetAudience { get; init; }

    public Guid? ClassId { get; init; }

    /// <summary>Given by admins only; left out, the caller.</summary>
    public Guid? HostId { get; init; }

    /// <summary>Left out: on, where Zoom makes a class's meeting at planned times; else off.</summary>
    public bool? RegistrationEnabled { get; init; }

    public MeetingSettings? Settings { get; init; }

    public Recurrence? Recurrence { get; init; }

    /// <summary>
    /// Zoom's number of a meeting that exists already, given by admins only: Zoom is not called then.
    /// </summary>
    [RegularExpression("^[1-9][0-9]{0,17}$", ErrorMessage = "Expected Zoom's number, digits only.")]
    public string? ZoomMeetingId { get; init; }

    [StringLength(2000)]
    public string? JoinUrl { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (StartTime is null && MeetingType != MeetingType.Instant)
            yield return new ValidationResult("The start time is missing.", ["startTime"]);
        if (JoinUrl is not null && !IsWebAddress(JoinUrl))
            yield return new ValidationResult("Expected an address that begins with https://.", ["joinUrl"]);
        if (JoinUrl is not null && ZoomMeetingId is null)
            yield return new ValidationResult("Only with zoomMeetingId: else Zoom makes the link.", ["joinUrl"]);
        foreach (var problem in MeetingRules.Problems(Timezone, Settings))
            yield return problem;
    }

    static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
