namespace ZoomOrleans.Attendance;

/// <summary>
/// How joins and leaves become stays (rules, section 3). Zoom gives every stay its own <c>user_id</c>, so facts are
/// paired within (run, user id) by Zoom's times; in which order they arrived plays no part.
/// </summary>
static class Stays
{
    /// <summary>The stays of a run by connection, and the facts of each connection.</summary>
    public static Dictionary<string, List<Stay>> Of(
        Run run, IReadOnlyList<Fact> facts, out Dictionary<string, List<Fact>> factsOfConnection)
    {
        factsOfConnection = [];
        var drafts = new Dictionary<string, List<Draft>>();
        foreach (var group in facts.Where(IsMovement).GroupBy(fact => (fact.UserId is null, fact.UserId ?? fact.Connection)))
        {
            var ordered = group.OrderBy(fact => fact.At).ThenBy(fact => fact.Source)
                .ThenBy(fact => fact.Connection, StringComparer.Ordinal).ToList();
            var fallback = ordered.Select(fact => fact.Connection).Min(StringComparer.Ordinal) ?? "user " + group.Key.Item2;
            foreach (var fact in ordered)
                Add(factsOfConnection, fact.Connection ?? fallback, fact);
            foreach (var draft in Pair(ordered))
                Add(drafts, draft.Opening.Connection ?? fallback, draft);
        }
        return drafts.ToDictionary(entry => entry.Key, entry => Close(entry.Value, run));
    }

    static bool IsMovement(Fact fact) => fact.Kind is FactKind.Joined or FactKind.Left;

    /// <summary>Consecutive joins keep the earliest, consecutive leaves the latest.</summary>
    static List<Draft> Pair(List<Fact> ordered)
    {
        var drafts = new List<Draft>();
        foreach (var fact in OrderWithinEqualTimes(ordered))
        {
            var last = drafts.Count > 0 ? drafts[^1] : null;
            var isIn = last is { Join: not null, Leave: null };
            if (fact.Kind == FactKind.Joined && !isIn)
                drafts.Add(new Draft { Join = fact });
            else if (fact.Kind == FactKind.Left && last is not null)
                last.Leave = fact;
            else if (fact.Kind == FactKind.Left)
                drafts.Add(new Draft { Leave = fact });
        }
        return drafts;
    }

    /// <summary>On equal times: while in, the leave comes first; while out, the join. Equal facts count once.</summary>
    static IEnumerable<Fact> OrderWithinEqualTimes(List<Fact> ordered)
    {
        var isIn = false;
        for (int from = 0, to; from < ordered.Count; from = to)
        {
            Fact? join = null, leave = null;
            for (to = from; to < ordered.Count && ordered[to].At == ordered[from].At; to++)
            {
                if (ordered[to].Kind == FactKind.Joined)
                    join ??= ordered[to];
                else
                    leave ??= ordered[to];
            }
            var (first, second) = isIn ? (leave, join) : (join, leave);
            if (first is not null)
                yield return first;
            if (second is not null)
                yield return second;
            isIn = join is not null && (leave is null || isIn);
        }
    }

    /// <summary>
    /// A stay without a leave ends where its connection strictly later opens another one (it moved to another room),
    /// else at the run's end; while the run lasts it is open. A stay that has its leave is never cut. Where Zoom's report was
    /// compared, it has told all coming and going: a stay with one end only is no time that the report's do not hold already
    /// (it has one row for a client that was in several rooms), and nothing of it is missing.
    /// </summary>
    static List<Stay> Close(List<Draft> drafts, Run run)
    {
        var joins = drafts.Where(draft => draft.Join is not null).Select(draft => draft.Join!)
            .OrderBy(join => join.At).ThenBy(join => join.Source).ToList();
        return [.. drafts.Select(draft =>
                run.IsReported && draft.HasOneEnd ? Moment(draft.Opening)
                : draft.Leave is null ? Ended(draft.Join!, joins, run) : draft.ToStay())
            .OrderBy(stay => stay.Join ?? stay.Leave).ThenBy(stay => stay.Leave).ThenBy(stay => stay.Join)
            .ThenBy(stay => stay.JoinSource).ThenBy(stay => stay.LeaveSource)];
    }

    static Stay Moment(Fact only) => new(only.At, only.Source, only.At, only.Source);

    static Stay Ended(Fact join, List<Fact> joins, Run run)
    {
        var move = joins.Find(other => other.At > join.At);
        var stay = new Stay(join.At, join.Source, null, FactSource.Webhook);
        if (move is not null)
            return stay with { Leave = move.At, LeaveSource = move.Source };
        if (run.End is not { } end)
            return stay;
        return stay with { Leave = end > join.At ? end : join.At, LeaveSource = run.EndSource!.Value };
    }

    static void Add<T>(Dictionary<string, List<T>> lists, string key, T value)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(value);
    }

    sealed class Draft
    {
        public Fact? Join { get; init; }

        public Fact? Leave { get; set; }

        public Fact Opening => Join ?? Leave!;

        public bool HasOneEnd => Join is null || Leave is null;

        public Stay ToStay() => new(Join?.At, Join?.Source ?? Leave!.Source, Leave!.At, Leave.Source);
    }
}
