namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// How a receiver learns of a lesson: shares from 0 to 1 per event, and times of the lesson. None of them changes
/// what happened.
/// </summary>
public sealed record Faults
{
    public static Faults None { get; } = new();

    /// <summary>Zoom on a good day, as measured: its stamps and its network take their time, little else.</summary>
    public static Faults Usual { get; } = new()
    {
        StampLagMax = TimeSpan.FromSeconds(4), TransitMax = TimeSpan.FromSeconds(2),
    };

    /// <summary>How long after the event Zoom's <c>event_ts</c> may be; it may turn two events round.</summary>
    public TimeSpan StampLagMax { get; init; }

    /// <summary>How long after its <c>event_ts</c> an event may arrive.</summary>
    public TimeSpan TransitMax { get; init; }

    /// <summary>Held back 2-30 s, so that later ones overtake.</summary>
    public double Reordered { get; init; }

    /// <summary>Sent again, byte for byte, one to three times: 5, 25 and 85 minutes after the first.</summary>
    public double Repeated { get; init; }

    /// <summary>First arrives only with Zoom's first, second or third repetition.</summary>
    public double Delayed { get; init; }

    /// <summary>Never delivered.</summary>
    public double Lost { get; init; }

    /// <summary>The start of each run arrives after the first join.</summary>
    public bool JoinedBeforeStarted { get; init; }

    /// <summary>The end of each run arrives before the leaves it caused.</summary>
    public bool EndedBeforeLeft { get; init; }
}
