using System.ComponentModel.DataAnnotations;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Meetings;

/// <summary>
/// What is to be changed of a meeting; what is left out stays as it is, null removes what may be missing.
/// </summary>
public sealed record MeetingChange : IValidatableObject
{
    [StringLength(200), NotBlank]
    public string? Title { get; init; }

    [StringLength(4000)]
    public string? Description { get; init => (field, DescriptionIsGiven) = (value, true); }

    public DateTimeOffset? StartTime { get; init; }

    [Range(1, 1440)]
    public int? Duration { get; init; }

    public string? Timezone { get; init; }

    public Audience? TargetAudience { get; init; }

    /// <summary>By admins only.</summary>
    public Guid? ClassId { get; init => (field, ClassIdIsGiven) = (value, true); }

    /// <summary>By admins only.</summary>
    public Guid? HostId { get; init; }

    public bool? RegistrationEnabled { get; init; }

    /// <summary>Those that are named; the others stay as they are.</summary>
    public MeetingSettings? Settings { get; init; }

    public Recurrence? Recurrence { get; init => (field, RecurrenceIsGiven) = (value, true); }

    internal bool DescriptionIsGiven { get; private init; }

    internal bool ClassIdIsGiven { get; private init; }

    internal bool RecurrenceIsGiven { get; private init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        MeetingRules.Problems(Timezone, Settings);

    public Meeting Of(Meeting meeting) => meeting with
    {
        Title = Title?.Trim() ?? meeting.Title,
        Description = DescriptionIsGiven ? Description : meeting.Description,
        StartTime = StartTime ?? meeting.StartTime,
        Duration = Duration ?? meeting.Duration,
        Timezone = WallClock.Canonical(Timezone) ?? meeting.Timezone,
        TargetAudience = TargetAudience ?? meeting.TargetAudience,
        ClassId = ClassIdIsGiven ? ClassId : meeting.ClassId,
        HostId = HostId ?? meeting.HostId,
        RegistrationEnabled = RegistrationEnabled ?? meeting.RegistrationEnabled,
        Settings = Settings is { } settings ? settings.Over(meeting.Settings) : meeting.Settings,
        Recurrence = RecurrenceIsGiven ? Recurrence : meeting.Recurrence,
    };
}
