namespace ZoomOrleans.ZoomSimulator;

/// <summary>What is true of one person: every stay in order of joining, none for who never came.</summary>
public sealed record Presence(Person Person, IReadOnlyList<Stay> Stays)
{
    public int Seconds => SecondsWithin(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>
    /// Whole seconds in, those on two devices once. Counted second by second: slow, but it cannot be wrong in the
    /// way in which the clever union under test can.
    /// </summary>
    public int SecondsWithin(DateTimeOffset from, DateTimeOffset to) =>
        Stays.SelectMany(SecondsOf)
            .Distinct()
            .Count(second => second >= from.ToUnixTimeSeconds() && second < to.ToUnixTimeSeconds());

    static IEnumerable<long> SecondsOf(Stay stay)
    {
        for (var second = stay.Join.ToUnixTimeSeconds(); second < stay.Leave.ToUnixTimeSeconds(); second++)
            yield return second;
    }
}
