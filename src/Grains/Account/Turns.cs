namespace ZoomOrleans.Account;

/// <summary>Hands out turns at an even distance, however many ask at once.</summary>
sealed class Turns(TimeSpan interval)
{
    DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <returns>How long to wait for the turn.</returns>
    public TimeSpan Take(DateTimeOffset now)
    {
        var turn = _next > now ? _next : now;
        _next = turn + interval;
        return turn - now;
    }

    /// <summary>Nobody's turn comes before.</summary>
    public void NotBefore(DateTimeOffset time) => _next = time > _next ? time : _next;

    public int Waiting(DateTimeOffset now) => _next <= now ? 0 : (int)Math.Ceiling((_next - now) / interval) - 1;
}
