namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Calls in any one second, and on one UTC day.</summary>
public sealed record RateLimit(int PerSecond, int PerDay);
