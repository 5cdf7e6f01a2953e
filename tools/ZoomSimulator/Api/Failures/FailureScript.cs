namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// What goes wrong, by rules of which the first that strikes decides. Whether the n-th call of a rule fails follows from
/// the seed alone, whatever else is called in between.
/// </summary>
public sealed class FailureScript
{
    readonly Lock gate = new();
    readonly List<Counted> rules = [];
    readonly Chance chance;
    int made;

    internal FailureScript(Chance chance, IEnumerable<FailureRule> first)
    {
        this.chance = chance;
        foreach (var rule in first)
            Add(rule);
    }

    public void Add(FailureRule rule)
    {
        lock (gate)
            rules.Add(new(rule, chance.Fork($"rule {made++}")));
    }

    public void Add(string route, Failure failure, params IReadOnlyCollection<int> calls) =>
        Add(new FailureRule(route, failure) { Calls = calls });

    public void Clear()
    {
        lock (gate)
            rules.Clear();
    }

    internal Failure? Next(string route)
    {
        lock (gate)
        {
            // Every rule counts the call, also where an earlier one has struck.
            var struck = rules.Where(rule => rule.Rule.IsFor(route)).Where(rule => rule.Strikes()).ToList();
            return struck.FirstOrDefault()?.Rule.Failure;
        }
    }

    sealed class Counted(FailureRule rule, Chance chance)
    {
        int calls;

        public FailureRule Rule => rule;

        public bool Strikes()
        {
            calls++;
            return (rule.Calls.Count == 0 || rule.Calls.Contains(calls)) && chance.Happens(rule.Probability);
        }
    }
}
