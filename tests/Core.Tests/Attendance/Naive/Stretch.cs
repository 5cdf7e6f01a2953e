namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>A half-open span of time; an empty one is its instant.</summary>
readonly record struct Stretch(DateTimeOffset From, DateTimeOffset To)
{
    public static Stretch Always { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public bool Holds(DateTimeOffset time) => From <= time && time < To;

    /// <summary>What of it lies within the bounds. An instant on a boundary lies in the later of two neighbours.</summary>
    public Stretch? Within(Stretch bounds)
    {
        if (From == To)
            return bounds.Holds(From) ? this : null;
        var cut = new Stretch(Later(From, bounds.From), Earlier(To, bounds.To));
        return cut.From < cut.To ? cut : null;
    }

    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    public static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <summary>
/// A union by brute force: all ends of all stretches, in order; between two that follow each other somebody is either in
/// all the time or not at all.
/// </summary>
static class Union
{
    /// <summary>The non-empty stretches that together cover the same, none touching another, in order.</summary>
    public static List<Stretch> Of(IReadOnlyCollection<Stretch> stretches)
    {
        var union = new List<Stretch>();
        var ends = stretches.Select(one => one.From).Concat(stretches.Select(one => one.To)).Distinct().Order().ToList();
        for (var i = 0; i + 1 < ends.Count; i++)
        {
            if (!stretches.Any(one => one.From <= ends[i] && ends[i + 1] <= one.To))
                continue;
            if (union.Count > 0 && union[^1].To == ends[i])
                union[^1] = union[^1] with { To = ends[i + 1] };
            else
                union.Add(new Stretch(ends[i], ends[i + 1]));
        }
        return union;
    }

    public static long Seconds(IReadOnlyCollection<Stretch> stretches) =>
        Of(stretches).Sum(one => (one.To - one.From).Ticks) / TimeSpan.TicksPerSecond;
}
