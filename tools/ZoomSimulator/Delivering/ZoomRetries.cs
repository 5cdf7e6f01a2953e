namespace ZoomOrleans.ZoomSimulator;

/// <summary>Zoom sends what was not accepted 5, then 20, then 60 minutes later again, and then gives up.</summary>
static class ZoomRetries
{
    public static readonly IReadOnlyList<TimeSpan> Waits =
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(60)];

    /// <summary>5, 25 and 85 minutes.</summary>
    public static readonly IReadOnlyList<TimeSpan> SinceFirst =
        [Waits[0], Waits[0] + Waits[1], Waits[0] + Waits[1] + Waits[2]];
}
