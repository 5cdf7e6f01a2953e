namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>One call as it was answered.</summary>
/// <param name="Route">As <c>GET /meetings/{meetingId}</c>.</param>
/// <param name="Target">Path and query, undecoded.</param>
/// <param name="Status">0: the connection was cut, and nothing had been done.</param>
/// <param name="Failure">What the script did to it.</param>
public sealed record RecordedCall(DateTimeOffset At, string Route, string Target, string Body, int Status, Failure? Failure);
