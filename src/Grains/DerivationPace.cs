namespace ZoomOrleans;

/// <summary>
/// Turns for bringing derived rows up to their logs. While many meetings are busy at once, all of a silo's together get
/// no more than a part of its time, one after the other: rows that can follow later must not hold up facts that have to be
/// durable now.
/// </summary>
public sealed class DerivationPace(TimeProvider clock)
{
    const double ShareMax = 0.1;

    /// <summary>How much the latest derivation counts in the cost of the next.</summary>
    const double Newest = 0.1;

    readonly Lock _lock = new();
    DateTimeOffset _freeAt = DateTimeOffset.MinValue;
    TimeSpan _cost = TimeSpan.FromMilliseconds(5);

    /// <summary>Takes the next turn, and says how long it is until then.</summary>
    public TimeSpan TakeTurn()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var turn = _freeAt > now ? _freeAt : now;
            _freeAt = turn + _cost / ShareMax;
            return turn - now;
        }
    }

    /// <summary>A derivation took so long.</summary>
    public void Spent(TimeSpan time)
    {
        lock (_lock)
            _cost += (time - _cost) * Newest;
    }
}
