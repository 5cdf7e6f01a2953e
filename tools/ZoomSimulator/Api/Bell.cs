namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Rings when something has happened that somebody may wait for.</summary>
sealed class Bell
{
    TaskCompletionSource next = Silent();

    /// <summary>Completes when it rings next.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Ring() => Interlocked.Exchange(ref next, Silent()).SetResult();

    static TaskCompletionSource Silent() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
