using static ZoomOrleans.Attendance.Moments;

namespace ZoomOrleans.Attendance;

/// <summary>When a live view changes by itself, though nobody comes, goes or decides.</summary>
public static class LiveClock
{
    /// <summary>
    /// The length of a lesson that nobody planned grows while it lasts, and with it whoever's share of it, and who was
    /// enrolled in time.
    /// </summary>
    static readonly TimeSpan UnplannedInterval = TimeSpan.FromSeconds(3);

    /// <summary>The first moment at which more may change than seconds that grow; null where there is none.</summary>
    /// <param name="shown">What the view shows; null where the meeting has no occurrence.</param>
    /// <param name="occurrences">All of the meeting's, of which another may take its place.</param>
    /// <param name="fold">Its log.</param>
    /// <param name="context">What the school's tables say of it.</param>
    /// <param name="now">The moment of the view.</param>
    public static DateTimeOffset? NextChange(
        OccurrenceAttendance? shown, IReadOnlyList<Occurrence> occurrences, MeetingFold fold, MeetingContext context,
        DateTimeOffset now)
    {
        var next = Earlier(
            occurrences.Min(one => one.NextChange), Territories(context, fold).Min(territory => Begins(territory, now)));
        return shown is null ? next : Earlier(next, NextChange(shown, now));
    }

    /// <summary>
    /// Also those of no occurrence yet: of an earlier schedule, until a run lasts into it that began under that schedule;
    /// the later part of one that was split.
    /// </summary>
    static IEnumerable<Interval> Territories(MeetingContext context, MeetingFold fold) =>
        context.Schedules.SelectMany(Timetable.Of).Select(one => one.Territory).Concat(
            fold.Decisions.Regroupings.OfType<OccurrenceSplit>()
                .Select(split => new Interval(split.Time, DateTimeOffset.MaxValue)));

    /// <summary>When it begins; and right behind that, when somebody who is in has been in within it.</summary>
    static DateTimeOffset? Begins(Interval time, DateTimeOffset now) =>
        now < time.Start ? time.Start : now == time.Start ? now.AddTicks(1) : null;

    static DateTimeOffset? NextChange(OccurrenceAttendance shown, DateTimeOffset now)
    {
        if (shown.Occurrence.Lesson is null)
            return shown.Occurrence.EndedAt is null ? now + UnplannedInterval : null;
        if (shown.Occurrence.Status != OccurrenceStatus.Started)
            return null;
        var window = Mark.Window(shown.Occurrence, shown.Policy);
        return Earlier(Begins(window, now), shown.Students.Min(student => PresentAt(student, shown, window, now)));
    }

    /// <summary>When a student who is in becomes present by staying.</summary>
    static DateTimeOffset? PresentAt(
        StudentAttendance student, OccurrenceAttendance shown, Interval window, DateTimeOffset now)
    {
        if (!student.InNow || student.ComputedStatus != AttendanceStatus.Partial)
            return null;
        var needed = TimeSpan.FromSeconds(shown.Policy.PresentAfterSeconds(shown.Occurrence.LessonTime));
        return Later(now, window.Start) + needed - student.Presence.LengthWithin(window);
    }
}
