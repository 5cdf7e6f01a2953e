namespace ZoomOrleans.Api.Attendance;

/// <summary>One lesson of a class: planned, held, void or cancelled.</summary>
public sealed record ClassLesson
{
    public required string Id { get; init; }

    public required Guid MeetingId { get; init; }

    public required string Title { get; init; }

    /// <summary>The day of the lesson in the meeting's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Null for a lesson that nobody planned.</summary>
    public DateTimeOffset? ScheduledStart { get; init; }

    public required OccurrenceStatus Status { get; init; }

    public required AttendanceState AttendanceState { get; init; }

    public Tally Summary { get; init; }
}
