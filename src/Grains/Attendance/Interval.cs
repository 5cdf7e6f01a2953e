namespace ZoomOrleans.Attendance;

/// <summary>
/// A half-open span of time [<see cref="Start"/>, <see cref="End"/>). It never ends before it starts; it may be empty.
/// </summary>
public readonly record struct Interval
{
    public Interval(DateTimeOffset start, DateTimeOffset end)
    {
        if (end < start)
            throw new ArgumentException($"An interval cannot end ({end:O}) before it starts ({start:O}).");
        Start = start;
        End = end;
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public TimeSpan Length => End - Start;

    public static Interval Always { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>From the earlier start to the later end.</summary>
    public Interval Hull(Interval other) => new(Moments.Earlier(Start, other.Start), Moments.Later(End, other.End));

    public bool Contains(DateTimeOffset time) => Start <= time && time < End;

    /// <summary>
    /// The part of this interval within <paramref name="bounds"/>; null where there is none. An empty interval lies
    /// within the bounds that contain its instant, so of two neighbouring bounds it belongs to the later one.
    /// </summary>
    public Interval? CutTo(Interval bounds)
    {
        if (Start == End)
            return bounds.Contains(Start) ? this : null;
        var start = Start > bounds.Start ? Start : bounds.Start;
        var end = End < bounds.End ? End : bounds.End;
        return start < end ? new Interval(start, end) : null;
    }
}
