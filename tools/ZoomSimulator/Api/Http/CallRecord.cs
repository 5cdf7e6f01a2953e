namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>The latest calls, oldest first, up to a number that no test reaches.</summary>
sealed class CallRecord(Bell bell)
{
    const int KeptMax = 100_000;

    readonly Lock gate = new();
    readonly Queue<RecordedCall> calls = [];
    int waiting;

    /// <summary>Calls that the clock holds up now.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    public IReadOnlyList<RecordedCall> All
    {
        get
        {
            lock (gate)
                return [.. calls];
        }
    }

    public void Add(RecordedCall call)
    {
        lock (gate)
        {
            calls.Enqueue(call);
            if (calls.Count > KeptMax)
                calls.Dequeue();
        }
        bell.Ring();
    }

    /// <summary>Of a call that goes on after this.</summary>
    public async Task Wait(Task passing)
    {
        Interlocked.Increment(ref waiting);
        bell.Ring();
        try
        {
            await passing;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
