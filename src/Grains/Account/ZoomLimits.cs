namespace ZoomOrleans.Account;

/// <summary>The plans of an account that differ in their limits.</summary>
public enum ZoomPlan
{
    Free,
    Pro,

    /// <summary>Business, Education, Enterprise and Partner alike.</summary>
    Business,
}

/// <summary>Zoom's limits for all apps of an account together, as Zoom published them in February 2026.</summary>
public sealed class ZoomLimits(ZoomPlan plan)
{
    /// <summary>Meetings created and changed for one host in a day.</summary>
    public const int ChangesPerHostAndDay = 100;

    public ZoomLimit Of(ZoomWeight weight) => (plan, weight) switch
    {
        (ZoomPlan.Free, ZoomWeight.Light) => new(4, 6000),
        (ZoomPlan.Free, ZoomWeight.Medium) => new(2, 2000),
        (ZoomPlan.Free, _) => new(1, 1000),
        (ZoomPlan.Pro, ZoomWeight.Light) => new(30, null),
        (ZoomPlan.Pro, ZoomWeight.Medium) => new(20, null),
        (ZoomPlan.Pro, _) => new(10, 30_000),
        (_, ZoomWeight.Light) => new(80, null),
        (_, ZoomWeight.Medium) => new(60, null),
        (_, _) => new(40, 60_000),
    };
}

/// <param name="PerSecond">Calls in a second.</param>
/// <param name="PerDay">Calls in a day of UTC; null: as many as one likes.</param>
public readonly record struct ZoomLimit(int PerSecond, int? PerDay)
{
    /// <summary>
    /// So much of what a second allows is used: calls that leave evenly arrive unevenly, and other apps of the account
    /// share the limit.
    /// </summary>
    const double Share = 0.8;

    public TimeSpan Interval => TimeSpan.FromSeconds(1 / (PerSecond * Share));
}
