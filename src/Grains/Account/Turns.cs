namespace ZoomOrleans.Account;

/// <summary>Hands out turns at an even distance, however many ask at once.</summary>
sealed class Turns(TimeSpan interval)
{
    DateTimeOffset _next = DateTimeOffset.MinValue;
    int _promised;

    /// <summary>The next turn, where nobody waits any more it is over.</summary>
    public DateTimeOffset Next => _next;

    /// <summary>No turn is before it.</summary>
    public void BeginAt(DateTimeOffset time) => _next = time;

    /// <summary>
    /// Somebody will take a turn; until then it counts for <see cref="Wait"/>. Ends with <see cref="Release"/>.
    /// </summary>
    public void Promise() => _promised++;

    public void Release() => _promised--;

    /// <returns>How long to wait for the turn.</returns>
    public TimeSpan Take(DateTimeOffset now)
    {
        var turn = _next > now ? _next : now;
        _next = turn + interval;
        return turn - now;
    }

    /// <summary>How long somebody who came now would wait.</summary>
    public TimeSpan Wait(DateTimeOffset now) => (_next > now ? _next - now : TimeSpan.Zero) + _promised * interval;

    public int Waiting(DateTimeOffset now) => _next <= now ? 0 : (int)Math.Ceiling((_next - now) / interval) - 1;
}
