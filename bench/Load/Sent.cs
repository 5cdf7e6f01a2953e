using System.Diagnostics;

namespace ZoomOrleans.Bench.Load;

/// <summary>What became of the requests.</summary>
sealed class Sent(int count)
{
    readonly long[] _ticks = new long[count];
    int _answered;
    bool _isSorted;

    public int Count => _answered;

    /// <summary>Answered, but not with 200.</summary>
    public int Refused { get; private set; }

    public TimeSpan Elapsed { get; set; }

    public double PerSecond => Count / Elapsed.TotalSeconds;

    public void Add(long ticks, bool isAccepted)
    {
        _ticks[_answered++] = ticks;
        Refused += isAccepted ? 0 : 1;
    }

    /// <summary>The part that was answered within this time, between 0 and 1.</summary>
    public double Within(TimeSpan time) => _ticks.Take(_answered).Count(ticks => ticks <= time.TotalSeconds * Stopwatch.Frequency)
        / (double)_answered;

    public double Milliseconds(double percentile)
    {
        if (!_isSorted)
            Array.Sort(_ticks, 0, _answered);
        _isSorted = true;
        return _ticks[(int)((_answered - 1) * percentile / 100)] * 1000.0 / Stopwatch.Frequency;
    }
}
