using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>A way in which a call can go wrong. Times pass by the simulator's clock.</summary>
public sealed record Failure
{
    Failure()
    {
    }

    /// <summary>The work is done, and the connection is cut before its answer: the caller cannot know.</summary>
    public static Failure LostAnswer { get; } = new() { LosesAnswer = true };

    /// <summary>The connection is cut, and nothing is done.</summary>
    public static Failure Reset { get; } = new() { CutsBefore = true };

    /// <summary>429 as if the limit per second were reached; nothing is done.</summary>
    public static Failure TooManyRequests { get; } = new()
    {
        Instead = (route, limits, _) =>
        {
            var category = route.Category ?? RateCategory.Light;
            return TooMany.PerSecond(category, limits.For(category).PerSecond, null);
        },
    };

    /// <summary>429 as if the limit per day were reached; nothing is done.</summary>
    public static Failure UsedUp { get; } = new()
    {
        Instead = (route, limits, now) =>
        {
            var category = route.Category ?? RateCategory.Light;
            return TooMany.PerDay(category, limits.For(category).PerDay, now);
        },
    };

    internal TimeSpan Before { get; private init; }

    internal TimeSpan After { get; private init; }

    internal bool CutsBefore { get; private init; }

    internal bool LosesAnswer { get; private init; }

    internal bool WaitsForNobody { get; private init; }

    internal Func<Route, AccountLimits, DateTimeOffset, ApiAnswer>? Instead { get; private init; }

    /// <summary>Nothing for so long; then the call is served, unless the caller has gone.</summary>
    public static Failure Hang(TimeSpan time) => new() { Before = time };

    /// <summary>Nothing for so long; then the call is served, also where the caller has gone.</summary>
    public static Failure LateWork(TimeSpan time) => new() { Before = time, WaitsForNobody = true };

    /// <summary>The work is done at once, and told after so long.</summary>
    public static Failure LateAnswer(TimeSpan time) => new() { After = time };

    /// <summary>An HTTP status of a gateway in between, without a body; nothing is done.</summary>
    public static Failure Status(int status) => new() { Instead = (_, _, _) => new(status) };

    /// <summary>Any answer at all; nothing is done.</summary>
    public static Failure Json(int status, string body) => new()
    {
        Instead = (_, _, _) => new(status, JsonNode.Parse(body)!.AsObject()),
    };

    /// <summary>Zoom's own refusal with a code; nothing is done.</summary>
    public static Failure Error(int status, int code, string message) => new()
    {
        Instead = (_, _, _) => ApiError.Of(status, code, message),
    };

    /// <summary>The body of an error under HTTP 200; nothing is done.</summary>
    public static Failure ErrorInOk(int code, string message) => Error(200, code, message);
}
