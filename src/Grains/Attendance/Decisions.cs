namespace ZoomOrleans.Attendance;

/// <summary>
/// What people decided about a meeting's occurrences: a set, in the order in which it was decided.
/// </summary>
public sealed class Decisions
{
    readonly List<Decision> _inOrder;
    readonly Dictionary<string, OccurrenceDecisions> _ofOccurrence = [];

    Decisions(List<Decision> inOrder)
    {
        _inOrder = inOrder;
        foreach (var decision in inOrder)
            _ofOccurrence[decision.OccurrenceId] = About(decision.OccurrenceId).After(decision);
    }

    public static Decisions None { get; } = new([]);

    public IReadOnlyList<Decision> InOrder => _inOrder;

    public Decision? Latest => _inOrder.LastOrDefault();

    /// <summary>The splits and joins of occurrences, as they follow each other.</summary>
    public IEnumerable<Decision> Regroupings => _inOrder.Where(one => one is OccurrenceSplit or OccurrencesJoined);

    /// <summary>The matches that nobody took back.</summary>
    public IEnumerable<Matched> Matches
    {
        get
        {
            var undone = _inOrder.OfType<Unmatched>().Select(one => one.MatchId).ToHashSet();
            return _inOrder.OfType<Matched>().Where(match => !undone.Contains(match.Id));
        }
    }

    public static Decisions Of(IEnumerable<Decision> decisions) =>
        new([.. decisions.DistinctBy(one => one.Id).OrderBy(one => one.At).ThenBy(one => one.Id)]);

    /// <summary>The locks that hold.</summary>
    public IEnumerable<Locked> Locks => _ofOccurrence.Values.Select(holds => holds.Lock).OfType<Locked>();

    /// <summary>Of the lessons that stand for good.</summary>
    public IEnumerable<FactsDeleted> Deletions => _inOrder.OfType<FactsDeleted>();

    /// <summary>What holds for the occurrence of this id.</summary>
    public OccurrenceDecisions About(string id) => _ofOccurrence.GetValueOrDefault(id, OccurrenceDecisions.None);

    /// <summary>What holds for an occurrence that goes by these ids: its own, and those of the neighbours it took in.</summary>
    public OccurrenceDecisions About(IReadOnlyList<string> ids)
    {
        if (ids.Count == 1)
            return About(ids[0]);
        return _inOrder.Where(decision => ids.Contains(decision.OccurrenceId))
            .Aggregate(OccurrenceDecisions.None, (holds, decision) => holds.After(decision));
    }
}
