namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// All that decides a lesson: equal plans give equal lessons, to the byte. The behaviour follows from seed and meeting
/// id alone, so a lesson moved to another start goes the same way, under new ids.
/// </summary>
public sealed record LessonPlan
{
    public static readonly TimeSpan LengthMin = TimeSpan.FromMinutes(5);

    public long Seed { get; init; }

    public required long MeetingId { get; init; }

    public string Topic { get; init; } = "Grade 8 Science – Niño and the Sea";

    /// <summary>When the host opens the meeting (whole seconds count).</summary>
    public required DateTimeOffset Start { get; init; }

    public required TimeSpan Length { get; init; }

    /// <summary>The first host among them opens the meeting; without any host one is invented.</summary>
    public required IReadOnlyList<Person> People { get; init; }

    public Behaviour Behaviour { get; init; } = Behaviour.Quiet;

    /// <summary>Invented guests who come besides <see cref="People"/>.</summary>
    public int Guests { get; init; }

    /// <summary>How often, in each run, everybody is sent into breakout rooms and back.</summary>
    public int Breakouts { get; init; }

    /// <summary>The meeting ends half-way by mistake and is started again: a second run with a new uuid.</summary>
    public bool Restarts { get; init; }

    /// <summary>Zoom never reports that the host left.</summary>
    public bool HostLeftMissing { get; init; }

    public string TimeZone { get; init; } = "Asia/Manila";

    public string AccountId { get; init; } = "aSimulatedAccount0Demo";

    /// <summary>Zoom's number for the kind of meeting: 2 scheduled, 8 recurring with fixed times.</summary>
    public int MeetingType { get; init; } = 2;

    internal int LengthSeconds => (int)Length.TotalSeconds;

    internal DateTimeOffset At(int second) =>
        DateTimeOffset.FromUnixTimeSeconds(Start.ToUnixTimeSeconds()).AddSeconds(second);

    internal Chance Behaving => new Chance((ulong)Seed).Fork($"meeting {MeetingId}");

    internal Chance Naming => Behaving.Fork($"start {Start.ToUnixTimeSeconds()}");

    internal void Check()
    {
        if (Length < LengthMin || Length > TimeSpan.FromDays(1))
            throw new ArgumentException($"A lesson lasts {LengthMin.TotalMinutes} minutes to 24 hours, not {Length}.");
        var breakoutsMax = LengthSeconds / (Restarts ? 360 : 120);
        if (Breakouts < 0 || Breakouts > breakoutsMax)
            throw new ArgumentException($"{Length} has room for 0 to {breakoutsMax} breakouts, not {Breakouts}.");
    }
}
