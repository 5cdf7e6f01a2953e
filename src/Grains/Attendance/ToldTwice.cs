namespace ZoomOrleans.Attendance;

/// <summary>
/// Zoom tells the same thing by webhook and in its participant report, and its two clocks may be a little apart. Then the
/// webhook's time holds, whichever came first, and the report's fact is no more than evidence of who it was.
/// </summary>
public static class ToldTwice
{
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>The facts of one run, those of the report at the times at which the webhooks have them.</summary>
    public static IReadOnlyList<Fact> Settle(IReadOnlyList<Fact> facts)
    {
        if (!facts.Any(IsReport))
            return facts;
        var told = facts.Where(fact => !IsReport(fact)).ToLookup(WhatIsTold);
        return [.. facts.Select(fact => IsReport(fact) ? At(fact, told) ?? fact : fact)];
    }

    /// <summary>What a report says of a run and the log does not: what happened, or who it was that it happened to.</summary>
    /// <param name="reported">Facts of the report.</param>
    /// <param name="fold">The log.</param>
    public static IEnumerable<Fact> Missing(IEnumerable<Fact> reported, MeetingFold fold) =>
        from facts in reported.GroupBy(fact => fact.Run)
        let known = fold.FactsOf(facts.Key).ToLookup(WhatIsTold)
        from fact in facts
        let told = At(fact, known) ?? fact
        where !fold.Knows(told)
        select told;

    static bool IsReport(Fact fact) => fact.Source == FactSource.Report;

    static (FactKind, string?, string?) WhatIsTold(Fact fact) =>
        (fact.Kind, fact.UserId, fact.UserId is null ? fact.Connection : null);

    /// <summary>
    /// The report's fact at the time of the nearest one that tells the same; null where there is none. The report has one
    /// name for the whole of a stay, others the one of that moment: theirs is the name, where they have one.
    /// </summary>
    static Fact? At(Fact reported, ILookup<(FactKind, string?, string?), Fact> told)
    {
        var near = told[WhatIsTold(reported)].Where(other => Distance(other) <= Tolerance).ToList();
        var nearest = near.OrderBy(Distance).ThenBy(other => other.Source).ThenBy(other => other.At)
            .ThenBy(other => other.Connection, StringComparer.Ordinal).FirstOrDefault();
        return nearest is null ? null : reported with
        {
            At = nearest.At,
            Connection = reported.Connection ?? nearest.Connection,
            Name = near.Any(other => other.Name is not null) ? null : reported.Name,
        };

        TimeSpan Distance(Fact other) => (other.At - reported.At).Duration();
    }
}
