using Orleans.Concurrency;

namespace ZoomOrleans.Account;

/// <summary>
/// Nothing is stored: where its silo is killed two changes may meet, and Zoom refuses one, which is tried again.
/// </summary>
[Reentrant]
public sealed class ZoomWriteGrain(TimeProvider clock) : Grain, IZoomWriteGrain, IDisposable
{
    /// <summary>A grain has ten seconds to answer.</summary>
    static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Longer than an answer takes: whoever began has been killed, or waits for a turn behind many others. Then two changes may
    /// meet, as after a silo was killed.
    /// </summary>
    static readonly TimeSpan LapsesAfter = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim _one = new(1);
    long _begun;
    bool _isUnderWay;

    public async Task<long?> Begin()
    {
        if (!await _one.WaitAsync(WaitMax))
            return null;
        _isUnderWay = true;
        _ = Lapse(++_begun);
        return _begun;
    }

    public Task End(long number)
    {
        if (_isUnderWay && number == _begun)
        {
            _isUnderWay = false;
            _one.Release();
        }
        return Task.CompletedTask;
    }

    public void Dispose() => _one.Dispose();

    async Task Lapse(long number)
    {
        await Task.Delay(LapsesAfter, clock);
        await End(number);
    }
}
