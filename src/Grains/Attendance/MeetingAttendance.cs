using static ZoomOrleans.Attendance.Moments;

namespace ZoomOrleans.Attendance;

/// <summary>
/// The attendance of all of a meeting's occurrences at one moment, but for those whose locked rows stand already: they are
/// not computed again.
/// </summary>
public sealed class MeetingAttendance
{
    MeetingAttendance(
        IReadOnlyList<Occurrence> occurrences, IReadOnlyList<OccurrenceAttendance> computed,
        IReadOnlyList<OccurrenceAttendance> lateAfterLock, DateTimeOffset asOf)
    {
        (Occurrences, Computed) = (occurrences, computed);
        (LateAfterLock, AsOf) = (lateAfterLock, asOf);
    }

    /// <summary>The "now" that was used.</summary>
    public DateTimeOffset AsOf { get; }

    public IReadOnlyList<Occurrence> Occurrences { get; }

    public IReadOnlyList<OccurrenceAttendance> Computed { get; }

    /// <summary>Locked ones that something was told of after the lock: nothing but flags may differ from what stands.</summary>
    public IReadOnlyList<OccurrenceAttendance> LateAfterLock { get; }

    /// <param name="meeting">Zoom's number of the meeting.</param>
    /// <param name="fold">Its log.</param>
    /// <param name="context">What its school's tables say.</param>
    /// <param name="now">The present; made no earlier than the latest fact.</param>
    /// <param name="standing">The ids of the occurrences whose locked rows stand.</param>
    public static MeetingAttendance Of(
        long meeting, MeetingFold fold, MeetingContext context, DateTimeOffset now, IReadOnlySet<string> standing)
    {
        now = AttendanceRules.NoEarlierThan(fold.LatestFactAt, now);
        var occurrences = Attendance.Occurrences.Of(meeting, fold.Runs, context, fold.Decisions, now);
        var stand = occurrences.ToLookup(one => one.Decisions.Lock is not null && standing.Contains(one.Id));
        return new MeetingAttendance(
            occurrences,
            [.. stand[false].Select(one => AttendanceRules.Of(meeting, one, fold, context, now))],
            [.. stand[true].Where(one => Locking.HasNews(fold, one))
                .Select(one => Locking.Of(meeting, fold, one.Decisions.Lock!))],
            now);
    }

    /// <summary>The ids of the occurrences that are to be locked now.</summary>
    /// <param name="days">So many after their end.</param>
    /// <param name="notBefore">Not while more may arrive at any moment.</param>
    public IEnumerable<string> LocksDue(int days, DateTimeOffset notBefore) =>
        Computed.Where(one => Locking.DueAt(one, days) <= AsOf && notBefore <= AsOf).Select(one => one.Occurrence.Id);

    /// <summary>When the clock alone may change something; null where it cannot.</summary>
    /// <param name="days">From an occurrence's end to its lock.</param>
    /// <param name="notBefore">No lock comes before it.</param>
    public DateTimeOffset? NextChange(int days, DateTimeOffset notBefore) => Earlier(
        Attendance.Occurrences.NextChange(Occurrences),
        Computed.Min(one => Locking.DueAt(one, days) is { } due ? Later(due, notBefore) : (DateTimeOffset?)null));
}
