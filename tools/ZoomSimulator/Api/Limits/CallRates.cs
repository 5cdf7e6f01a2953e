namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Counts an account's calls of one category. A second is any second, not one of the clock's: nobody knows where Zoom's
/// begin, and who keeps to this one keeps to them all. Refused calls count to the peak and to no limit.
/// </summary>
sealed class CallRates(RateLimit limit)
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    readonly Queue<DateTimeOffset> attempts = [], admitted = [];
    DateOnly today;

    public int PerSecondMax { get; private set; }

    public int Today { get; private set; }

    public int Remaining => Math.Max(0, limit.PerSecond - admitted.Count);

    /// <summary>Counts a call; null where it may pass.</summary>
    public LimitKind? Count(DateTimeOffset now)
    {
        if (today != Day(now))
            (today, Today) = (Day(now), 0);
        Forget(attempts, now);
        Forget(admitted, now);
        attempts.Enqueue(now);
        PerSecondMax = Math.Max(PerSecondMax, attempts.Count);
        if (Today >= limit.PerDay)
            return LimitKind.PerDay;
        if (admitted.Count >= limit.PerSecond)
            return LimitKind.PerSecond;
        admitted.Enqueue(now);
        Today++;
        return null;
    }

    static DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    static void Forget(Queue<DateTimeOffset> times, DateTimeOffset now)
    {
        while (times.TryPeek(out var oldest) && oldest <= now - Second)
            times.Dequeue();
    }
}
