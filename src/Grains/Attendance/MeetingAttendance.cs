using static ZoomOrleans.Attendance.Moments;

namespace ZoomOrleans.Attendance;

/// <summary>
/// The attendance of all of a meeting's occurrences at one moment, but for those whose locked rows stand already: they are
/// not computed again.
/// </summary>
public sealed class MeetingAttendance
{
    MeetingAttendance(IReadOnlyList<Occurrence> occurrences, DateTimeOffset asOf) =>
        (Occurrences, AsOf) = (occurrences, asOf);

    /// <summary>The "now" that was used.</summary>
    public DateTimeOffset AsOf { get; }

    public IReadOnlyList<Occurrence> Occurrences { get; }

    public required IReadOnlyList<OccurrenceAttendance> Computed { get; init; }

    /// <summary>The ids of those whose locked rows stay as they are.</summary>
    public required IReadOnlyList<string> Standing { get; init; }

    /// <summary>Locked ones that something was told of after the lock: nothing but flags may differ from what stands.</summary>
    public required IReadOnlyList<LateNews> LateAfterLock { get; init; }

    /// <summary>Those that were locked under ids which the meeting's lessons no longer have.</summary>
    public required IReadOnlyList<OccurrenceAttendance> LockedUnderOtherIds { get; init; }

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
        var withoutFacts = fold.Decisions.Deletions
            .Where(deleted => !occurrences.Any(one => one.GoesBy(deleted.OccurrenceId))).ToList();
        var gone = GoneSinceTheirLock(meeting, fold, occurrences);
        if (gone.Count + withoutFacts.Count > 0)
            occurrences = Attendance.Occurrences.Of(
                meeting, RunsBut(gone.Select(one => one.Occurrence), withoutFacts, fold), context, fold.Decisions, now);
        var stand = occurrences.ToLookup(
            one => one.Decisions.IsWithoutFacts || (one.Decisions.Lock is not null && standing.Contains(one.Id)));
        var goneStand = gone.ToLookup(one => standing.Contains(one.Occurrence.Id));
        return new MeetingAttendance(occurrences, now)
        {
            Computed = [.. stand[false].Select(one => AttendanceRules.Of(meeting, one, fold, context, now)), .. goneStand[false]],
            Standing = [.. stand[true].Select(one => one.Id), .. goneStand[true].Select(one => one.Occurrence.Id),
                .. withoutFacts.Select(deleted => deleted.OccurrenceId)],
            LateAfterLock = [.. stand[true].Where(one => !one.Decisions.IsWithoutFacts && Locking.HasNews(fold, one))
                .Select(one => Locking.Of(meeting, fold, one.Decisions.Lock!)).OfType<OccurrenceAttendance>().Select(LateNews.Of),
                .. Deletion.News(fold, context)],
            LockedUnderOtherIds = gone,
        };
    }

    /// <summary>
    /// A lesson's id may have changed since it was locked, with the meeting's time zone or an earlier start. It stays what
    /// it was, and its runs are not filed a second time.
    /// </summary>
    static List<OccurrenceAttendance> GoneSinceTheirLock(
        long meeting, MeetingFold fold, IReadOnlyList<Occurrence> occurrences) =>
        [.. fold.Decisions.Locks.Where(locked => !fold.Decisions.About(locked.OccurrenceId).IsWithoutFacts
                && !occurrences.Any(one => one.GoesBy(locked.OccurrenceId)))
            .Select(locked => Locking.Of(meeting, fold, locked)).OfType<OccurrenceAttendance>()];

    static IReadOnlyList<Run> RunsBut(
        IEnumerable<Occurrence> gone, IEnumerable<FactsDeleted> withoutFacts, MeetingFold fold)
    {
        var filed = gone.SelectMany(one => one.Runs).Select(run => run.Uuid)
            .Concat(withoutFacts.SelectMany(one => one.Runs).Select(run => run.Uuid)).ToHashSet();
        return [.. fold.Runs.Where(run => !filed.Contains(run.Uuid))];
    }

    /// <summary>The ids of the occurrences that are to be locked now.</summary>
    /// <param name="days">So many after their end.</param>
    /// <param name="notBefore">Not while more may arrive at any moment.</param>
    /// <param name="clock">The present, whatever a fact claims.</param>
    public IEnumerable<string> LocksDue(int days, DateTimeOffset notBefore, DateTimeOffset clock) =>
        Computed.Where(one => Locking.DueAt(one, days) <= clock && notBefore <= clock).Select(one => one.Occurrence.Id);

    /// <summary>When the clock alone may change something; null where it cannot.</summary>
    /// <param name="days">From an occurrence's end to its lock.</param>
    /// <param name="notBefore">No lock comes before it.</param>
    public DateTimeOffset? NextChange(int days, DateTimeOffset notBefore) => Earlier(
        Attendance.Occurrences.NextChange(Occurrences),
        Computed.Min(one => Locking.DueAt(one, days) is { } due ? Later(due, notBefore) : (DateTimeOffset?)null));
}
