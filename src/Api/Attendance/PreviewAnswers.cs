using System.ComponentModel.DataAnnotations;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>A policy, and the days (both included) whose lessons it is tried on.</summary>
public sealed record PreviewRequest : NewPolicy
{
    [Required]
    public DateOnly? From { get; init; }

    [Required]
    public DateOnly? To { get; init; }
}

/// <summary>What the lessons would look like.</summary>
/// <param name="Policy">What was tried.</param>
/// <param name="Changed">How many marks would change.</param>
/// <param name="Occurrences">The lessons that have records, by day.</param>
public sealed record PreviewAnswer(Policy Policy, int Changed, IReadOnlyList<PreviewedLesson> Occurrences);

public sealed record PreviewedLesson(
    Guid MeetingId, string OccurrenceId, DateOnly Date, AttendanceState State, IReadOnlyList<PreviewedMark> Records);

/// <param name="StudentId">Whose mark.</param>
/// <param name="Name">The student's name.</param>
/// <param name="CurrentStatus">The mark as it stands; null where it waits or does not stand yet.</param>
/// <param name="Status">The mark as it would be; an override stays. Null where it would wait.</param>
/// <param name="ComputedStatus">What would be computed.</param>
/// <param name="Seconds">Whole seconds that would count.</param>
/// <param name="Late">Whether the student would be late.</param>
/// <param name="LeftEarly">Whether the student would have left early.</param>
public sealed record PreviewedMark(
    Guid StudentId, string Name, AttendanceStatus? CurrentStatus, AttendanceStatus? Status, AttendanceStatus ComputedStatus,
    long Seconds, bool Late, bool LeftEarly);
