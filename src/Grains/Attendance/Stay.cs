namespace ZoomOrleans.Attendance;

/// <summary>
/// One time in, from a join to the leave that closes it. Without <see cref="Join"/> nobody can say when it began:
/// it counts nothing, but somebody was there. Without <see cref="Leave"/> it is open: the run still lasts.
/// </summary>
public sealed record Stay(DateTimeOffset? Join, FactSource JoinSource, DateTimeOffset? Leave, FactSource LeaveSource)
{
    public bool IsOpen => Leave is null;

    public bool IsIncomplete => Join is null;

    public bool EndIsInferred => LeaveSource == FactSource.Inferred && !IsOpen;

    /// <summary>The time in, as far as it is known at <paramref name="now"/>.</summary>
    public Interval Interval(DateTimeOffset now)
    {
        var end = Leave ?? (now > Join ? now : Join!.Value);
        return new Interval(Join ?? end, end);
    }
}
