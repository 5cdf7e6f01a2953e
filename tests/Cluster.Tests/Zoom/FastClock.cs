namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>A clock that runs faster than the real one, and may be put forward. Timers keep up with its pace, not with that.</summary>
sealed class FastClock(DateTimeOffset start, double speed = 1) : TimeProvider
{
    readonly long _started = System.GetTimestamp();
    long _forward;

    public override DateTimeOffset GetUtcNow() =>
        start + System.GetElapsedTime(_started) * speed + TimeSpan.FromTicks(Interlocked.Read(ref _forward));

    public override long GetTimestamp() => (long)(System.GetTimestamp() * speed);

    public override long TimestampFrequency => System.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    public void PutForward(TimeSpan time) => Interlocked.Add(ref _forward, time.Ticks);

    TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;

    sealed class Timer(ITimer timer, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
