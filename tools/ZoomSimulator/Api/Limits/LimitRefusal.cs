namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>A call that a limit refused, all of them answered 429.</summary>
/// <param name="Subject">The category, host, registrant or meeting whose limit it was.</param>
public sealed record LimitRefusal(DateTimeOffset At, string Route, LimitKind Kind, string Subject);
