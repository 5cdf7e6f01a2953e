namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>
/// What a report and a webhook tell within two seconds of each other is told once, at the webhook's time and with the
/// webhook's name, if it has one.
/// </summary>
static class NaiveReport
{
    public static List<Fact> Settled(IReadOnlyList<Fact> facts) => [.. facts.Select(fact => Settled(fact, facts))];

    static Fact Settled(Fact fact, IReadOnlyList<Fact> facts)
    {
        if (fact.Source != FactSource.Report)
            return fact;
        var same = facts.Where(other => other.Source != FactSource.Report && other.Kind == fact.Kind
            && (fact.UserId is null ? other.UserId is null && other.Connection == fact.Connection : other.UserId == fact.UserId)
            && Apart(other, fact) <= 2000).ToList();
        if (same.Count == 0)
            return fact;
        var nearest = same.Where(other => Apart(other, fact) == same.Min(one => Apart(one, fact)))
            .OrderBy(other => other.Source).ThenBy(other => other.At)
            .ThenBy(other => other.Connection, StringComparer.Ordinal).First();
        var named = same.Any(other => other.Name is not null);
        return fact with { At = nearest.At, Connection = fact.Connection ?? nearest.Connection, Name = named ? null : fact.Name };
    }

    static double Apart(Fact one, Fact other) => Math.Abs((one.At - other.At).TotalMilliseconds);
}
