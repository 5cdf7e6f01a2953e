namespace ZoomOrleans.ZoomSimulator;

/// <summary>What the command line asks for.</summary>
sealed record Settings
{
    public bool Help { get; init; }

    public bool DryRun { get; init; }

    public Uri? Url { get; init; }

    public string? Secret { get; init; }

    public long Meeting { get; init; } = 81234567890;

    public int Lessons { get; init; } = 1;

    public int Students { get; init; } = 30;

    public string? PeopleFile { get; init; }

    public string? Topic { get; init; }

    public int Minutes { get; init; } = 45;

    public DateTimeOffset? Start { get; init; }

    public double Speed { get; init; } = 1;

    public int ParallelMax { get; init; } = 8;

    public long Seed { get; init; } = 1;

    public int Guests { get; init; }

    public int Breakouts { get; init; }

    public bool Restarts { get; init; }

    public bool HostLeftMissing { get; init; }

    public Behaviour Behaviour { get; init; } = Behaviour.Quiet;

    public Faults Faults { get; init; } = Faults.Usual;

    public bool IsRealTime => Speed == 1;

    public bool IsInstant => Speed == 0;
}
