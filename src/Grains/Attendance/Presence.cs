namespace ZoomOrleans.Attendance;

/// <summary>
/// A time in which a person was in. <see cref="Join"/> is null where only the leave is known: evidence that counts
/// no time. <see cref="Source"/> is the weaker one of its two ends.
/// </summary>
public sealed record PresenceInterval(DateTimeOffset? Join, DateTimeOffset Leave, FactSource Source);

/// <summary>
/// A person's presence in an occurrence (rules, section 5): the union of all their stays, on however many devices, in
/// all runs, cut to its territory.
/// </summary>
public sealed class Presence
{
    Presence(IReadOnlyList<PresenceInterval> intervals) => Intervals = intervals;

    /// <summary>Disjoint and in order, those without a join first.</summary>
    public IReadOnlyList<PresenceInterval> Intervals { get; }

    public DateTimeOffset? FirstJoin => Intervals.FirstOrDefault(interval => interval.Join is not null)?.Join;

    public DateTimeOffset? LastLeave => Intervals.Count == 0 ? null : Intervals.Max(interval => interval.Leave);

    /// <summary>As it was computed before.</summary>
    public static Presence Of(IReadOnlyList<PresenceInterval> intervals) => new(intervals);

    /// <param name="stays">The stays of all of the person's connections, in any order.</param>
    public static Presence Of(IEnumerable<Stay> stays, Interval territory, DateTimeOffset now)
    {
        var known = new List<PresenceInterval>();
        var leaves = new List<PresenceInterval>();
        foreach (var stay in stays)
        {
            if (stay.Interval(now).CutTo(territory) is not { } cut)
                continue;
            var source = Weaker(stay.JoinSource, stay.LeaveSource);
            if (stay.IsIncomplete)
                leaves.Add(new PresenceInterval(null, cut.End, stay.LeaveSource));
            else
                known.Add(new PresenceInterval(cut.Start, cut.End, source));
        }
        return new Presence([.. leaves.Distinct().OrderBy(leave => leave.Leave).ThenBy(leave => leave.Source), .. Union(known)]);
    }

    /// <summary>Whole seconds within <paramref name="window"/>.</summary>
    public long SecondsWithin(Interval window) => LengthWithin(window).Ticks / TimeSpan.TicksPerSecond;

    public TimeSpan LengthWithin(Interval window) => new(Within(window).Sum(interval => interval.Length.Ticks));

    /// <summary>When so many seconds within <paramref name="window"/> were full; null where they are not.</summary>
    public DateTimeOffset? ReachedAt(long seconds, Interval window)
    {
        var missing = TimeSpan.FromSeconds(seconds);
        foreach (var interval in Within(window))
        {
            if (interval.Length >= missing)
                return interval.Start + missing;
            missing -= interval.Length;
        }
        return null;
    }

    /// <summary>Whether any time, be it less than a second, lies within <paramref name="window"/>.</summary>
    public bool LiesWithin(Interval window) => Within(window).Any();

    IEnumerable<Interval> Within(Interval window) =>
        from interval in Intervals
        where interval.Join is not null
        let cut = new Interval(interval.Join!.Value, interval.Leave).CutTo(window)
        where cut is not null
        select cut.Value;

    static List<PresenceInterval> Union(List<PresenceInterval> intervals)
    {
        var union = new List<PresenceInterval>();
        var ordered = intervals
            .OrderBy(interval => interval.Join).ThenBy(interval => interval.Leave).ThenBy(interval => interval.Source);
        foreach (var next in ordered)
        {
            if (union.Count > 0 && next.Join <= union[^1].Leave)
                union[^1] = Join(union[^1], next);
            else
                union.Add(next);
        }
        return union;
    }

    static PresenceInterval Join(PresenceInterval earlier, PresenceInterval later) =>
        later.Leave > earlier.Leave
            ? earlier with { Leave = later.Leave, Source = Weaker(earlier.Source, later.Source) }
            : earlier;

    static FactSource Weaker(FactSource one, FactSource other) => one > other ? one : other;
}
