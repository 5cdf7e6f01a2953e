namespace ZoomOrleans.Silo.Zoom;

/// <summary>A meeting that Zoom was asked to make: what it would look like there, had it been made.</summary>
/// <param name="Id">Ours.</param>
/// <param name="Host">As Zoom was told.</param>
/// <param name="Start">Null where it has no fixed time.</param>
/// <param name="Minutes">How long.</param>
/// <param name="BegunAt">When Zoom was asked first.</param>
/// <param name="Attempt">Which one this is, from 1.</param>
public sealed record ZoomCreation(
    Guid Id, string Host, string Topic, int Type, DateTimeOffset? Start, int Minutes, DateTimeOffset BegunAt, int Attempt)
{
    public const int Instant = 1;
    public const int Scheduled = 2;
    public const int NoFixedTime = 3;
    public const int PersonalRoom = 4;
    public const int Recurring = 8;

    /// <summary>Longer than Zoom is waited for: whoever finds it over may take it that nobody is at work.</summary>
    public const string BusyUntil = "now() + interval '90 seconds'";

    /// <summary>By so much Zoom's clock and ours may differ.</summary>
    static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Zoom gives it back and shows it to nobody: by it what was made here is told from what somebody made by hand.
    /// </summary>
    public ZoomCustomKey Mark => new("zoom-orleans", Id.ToString());

    /// <summary>
    /// As far as Zoom's list tells; whether it has, <see cref="Mark"/> says. Zoom tells a recurring meeting's next date for
    /// its start, may move a start that is over, and has no length where there is no time.
    /// </summary>
    public bool MayHaveMade(ZoomMeeting meeting) =>
        meeting.Topic == Topic && meeting.Type == Type
        && meeting.CreatedAt is { } created && created >= BegunAt - ClocksDiffer
        && (Type == NoFixedTime || meeting.Duration == Minutes)
        && (Type != Scheduled || Start <= BegunAt || meeting.StartTime is not { } start
            || Start is { } asked && (start - asked).Duration() < TimeSpan.FromSeconds(1));
}
