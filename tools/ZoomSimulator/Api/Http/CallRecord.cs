namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>The latest calls, oldest first, up to a number that no test reaches.</summary>
sealed class CallRecord
{
    const int KeptMax = 100_000;

    readonly Lock gate = new();
    readonly Queue<RecordedCall> calls = [];

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
    }
}
