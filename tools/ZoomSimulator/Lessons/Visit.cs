namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// What one client of a person wants: to be in from one second of the lesson to another (0 is its start).
/// The runs decide what becomes of it.
/// </summary>
sealed record Visit(int Join, int Leave)
{
    public Device Device { get; init; }

    public bool Dropped { get; init; }

    /// <summary>Since when the person waited for the host (negative: before the start).</summary>
    public int? WaitsForHostFrom { get; init; }

    public int Length => Leave - Join;
}
