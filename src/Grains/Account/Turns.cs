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

    /// <summary>How long somebody who came now would wait.</summary>
    public TimeSpan Wait(DateTimeOffset now) => _next > now ? _next - now : TimeSpan.Zero;

    public int Waiting(DateTimeOffset now) => _next <= now ? 0 : (int)Math.Ceiling((_next - now) / interval) - 1;
}
