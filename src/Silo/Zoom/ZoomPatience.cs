namespace ZoomOrleans.Silo.Zoom;

/// <summary>Until when a call is waited for, all its turns and tries together.</summary>
static class ZoomPatience
{
    /// <summary>Of a request: until when whoever asked waits. Without, nobody does, and a call has minutes.</summary>
    public const string Property = "zoom-until";

    /// <summary>An answer of Zoom's is waited for so long.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    static readonly TimeSpan TotalMax = TimeSpan.FromMinutes(3);

    static readonly HttpRequestOptionsKey<DateTimeOffset?> Until = new(Property);

    /// <summary>Never nothing.</summary>
    public static TimeSpan Total(HttpRequestMessage? request, TimeProvider clock) =>
        Left(request, clock) is not { } left ? TotalMax : left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);

    /// <summary>What of it may pass before the call is sent, so that its answer has time to come.</summary>
    public static TimeSpan BeforeAnswer(HttpRequestMessage request, TimeProvider clock) =>
        (Left(request, clock) ?? TotalMax) - Answer is var before && before > TimeSpan.Zero ? before : TimeSpan.Zero;

    static TimeSpan? Left(HttpRequestMessage? request, TimeProvider clock) =>
        request?.Options.TryGetValue(Until, out var until) == true && until is { } time ? time - clock.GetUtcNow() : null;
}
