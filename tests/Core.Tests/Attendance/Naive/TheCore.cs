using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>What the core says, in the words of an <see cref="Account"/>.</summary>
static class TheCore
{
    static readonly Scope All = new(Everybody: true, Students: []);

    public static IReadOnlyList<Account> Of(long meeting, IReadOnlyList<Entry> entries, DateTimeOffset now)
    {
        var context = entries.OfType<MeetingContext>().LastOrDefault() ?? MeetingContext.Unknown;
        return [.. AttendanceRules.Of(meeting, entries, now).Select(lesson => Account(lesson, context, now))];
    }

    static Account Account(OccurrenceAttendance lesson, MeetingContext context, DateTimeOffset now) => new()
    {
        Id = lesson.Occurrence.Id,
        Date = lesson.Occurrence.Date,
        Status = lesson.Occurrence.Status,
        State = lesson.State,
        Started = lesson.Occurrence.StartedAt,
        Ended = lesson.Occurrence.EndedAt,
        Lesson = lesson.Occurrence.Lesson is { } planned ? new Stretch(planned.Start, planned.End) : null,
        Students = [.. lesson.Students.Select(Student)],
        Guests = [.. lesson.Guests.Select(guest => new GuestAccount(guest.Name, guest.Seconds, guest.OpenConnections))],
        Counts = LiveViews.Of(lesson, context, 0, now).Counts!,
    };

    static StudentAccount Student(StudentAttendance mark) => new()
    {
        Id = mark.StudentId,
        Status = mark.Status,
        Computed = mark.ComputedStatus,
        Seconds = mark.Seconds,
        Late = mark.Late,
        LeftEarly = mark.LeftEarly,
        Flags = mark.Flags,
        MatchedBy = mark.MatchedBy,
        Override = mark.Override?.Status,
        Stays = mark.Stays,
        Connections = mark.OpenConnections,
        // A stay of no length is no presence; one without a join is evidence.
        Intervals = [.. mark.Presence.Intervals.Where(interval => interval.Join != interval.Leave)
            .Select(interval => (interval.Join, interval.Leave)).Distinct()],
    };
}
