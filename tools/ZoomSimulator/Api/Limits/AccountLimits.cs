namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>How many calls an account may make. Days are those of UTC.</summary>
public sealed record AccountLimits
{
    const int None = int.MaxValue;

    public required RateLimit Light { get; init; }

    public required RateLimit Medium { get; init; }

    public required RateLimit Heavy { get; init; }

    /// <summary>Meetings created and updated per host and day.</summary>
    public int ChangesPerHost { get; init; } = 100;

    /// <summary>Registrations of one e-mail address for one meeting and day; rows of a batch count, too.</summary>
    public int RegistrationsPerRegistrant { get; init; } = 3;

    /// <summary>Changes of one registrant's status in one meeting and day.</summary>
    public int StatusChangesPerRegistrant { get; init; } = 10;

    public static AccountLimits Of(ZoomPlan plan) => plan switch
    {
        ZoomPlan.Free => new() { Light = new(4, 6_000), Medium = new(2, 2_000), Heavy = new(1, 1_000) },
        ZoomPlan.Pro => new() { Light = new(30, None), Medium = new(20, None), Heavy = new(10, 30_000) },
        _ => new() { Light = new(80, None), Medium = new(60, None), Heavy = new(40, 60_000) },
    };

    public RateLimit For(RateCategory category) => category switch
    {
        RateCategory.Light => Light,
        RateCategory.Medium => Medium,
        _ => Heavy,
    };
}
