using static ZoomOrleans.Attendance.Moments;

namespace ZoomOrleans.Attendance;

/// <summary>
/// When Zoom is to be asked what it knows of a meeting: where a lesson has begun and nobody heard of it, and after each
/// lesson for its participant report (rules, sections 7 and 8).
/// </summary>
public static class Asking
{
    /// <summary>So often while a lesson should last and nobody has heard of it.</summary>
    static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    /// <summary>After a lesson's end; while a run is open after its scheduled end.</summary>
    static readonly TimeSpan[] AfterEnd = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(24)];

    /// <summary>What Zoom does not have so long after a run, it will not have later: an hour more than the last time.</summary>
    public static readonly TimeSpan WorthFor = TimeSpan.FromHours(25);

    /// <summary>So long before its lesson may a run have begun of which nobody has heard.</summary>
    static readonly TimeSpan EarlyMax = TimeSpan.FromDays(1);

    /// <summary>The next time, in the past where it is due; null where there is nothing to ask.</summary>
    /// <param name="occurrences">All of the meeting's.</param>
    /// <param name="askedAt">When it was asked last; null: never.</param>
    public static DateTimeOffset? NextAt(IReadOnlyList<Occurrence> occurrences, DateTimeOffset? askedAt) =>
        occurrences.SelectMany(Times).Where(at => !(at <= askedAt)).Min(at => (DateTimeOffset?)at);

    /// <summary>What Zoom is to be asked now.</summary>
    /// <param name="occurrences">All of the meeting's.</param>
    /// <param name="askedAt">When it was asked last; null: of every lesson that is not locked, whether it is due or not.</param>
    /// <param name="now">The present.</param>
    public static ZoomQuestions Of(IReadOnlyList<Occurrence> occurrences, DateTimeOffset? askedAt, DateTimeOffset now)
    {
        var due = occurrences.Where(one => CanChange(one) && Start(one) <= now
            && (askedAt is null || Times(one).Any(at => askedAt < at && at <= now))).ToList();
        var first = due.Min(one => (DateTimeOffset?)Start(one));
        var runs = (from one in occurrences
                    where CanChange(one)
                    from run in one.Runs
                    where first <= run.Start || due.Contains(one)
                    group run by run.Uuid into same
                    select same.First()).ToList();
        return new ZoomQuestions
        {
            Since = first - EarlyMax,
            Runs = [.. runs.Select(Known)],
            LeftAlone = [.. occurrences.SelectMany(one => one.Runs).Select(run => run.Uuid)
                .Except(runs.Select(run => run.Uuid))],
            Silent = [.. due.Where(one => IsSilent(one, now)).Select(one => one.Id)],
        };
    }

    static KnownRun Known(Run run) => new()
    {
        Uuid = run.Uuid,
        HasEnded = !run.IsOpen,
        LastFactAt = run.LastFactAt,
        IsEmpty = run.Connections.Count == 0,
        HasSomebody = run.Connections.Count > 0 && !run.Connections.Any(one => one.Stays.Any(stay => stay.IsIncomplete)),
    };

    static bool IsSilent(Occurrence one, DateTimeOffset now) =>
        IsUnheard(one) && one.Lesson is { } lesson && lesson.Start + Silence <= now && now < lesson.End;

    static bool IsUnheard(Occurrence one) => one.Runs.Count == 0 && !one.Decisions.IsDegraded;

    static bool CanChange(Occurrence one) =>
        one.Status is not (OccurrenceStatus.Cancelled or OccurrenceStatus.Void) && one.Decisions.Lock is null;

    static DateTimeOffset Start(Occurrence one) =>
        one.Lesson is null ? one.StartedAt!.Value
        : Earlier(one.Territory.Start, one.Runs.Min(run => (DateTimeOffset?)run.Start) ?? one.Territory.Start);

    static IEnumerable<DateTimeOffset> Times(Occurrence one)
    {
        if (!CanChange(one))
            yield break;
        if (one.Lesson is { } lesson && IsUnheard(one))
            for (var at = lesson.Start + Silence; at < lesson.End; at += Silence)
                yield return at;
        if ((one.EndedAt ?? one.Lesson?.End) is { } end)
            foreach (var wait in AfterEnd)
                yield return end + wait;
    }
}
