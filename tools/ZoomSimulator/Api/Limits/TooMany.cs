using System.Globalization;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Zoom's answers 429. A limit per day tells in Retry-After the time of the next midnight, not a number of seconds; one
/// per second usually tells nothing.
/// </summary>
static class TooMany
{
    const int Code = 429;

    public static ApiAnswer PerSecond(RateCategory category, int limit, int? retryAfterSeconds)
    {
        var answer = Of("You have reached the maximum per-second rate limit for this API. Try again later.");
        var headers = Headers(category, "QPS", limit, 0);
        return answer with
        {
            Headers = retryAfterSeconds is { } seconds ? [.. headers, ("Retry-After", Text(seconds))] : headers,
        };
    }

    public static ApiAnswer PerDay(RateCategory category, int limit, DateTimeOffset now) => Daily(
        "You have reached the maximum daily rate limit for this API. "
        + "Refer to the response header for details on when you can make another request.",
        category, limit, now);

    public static ApiAnswer ChangesPerHost(RateCategory category, int limit, DateTimeOffset now) => Daily(
        $"You have exceeded the daily rate limit ({Text(limit)}) of Meeting Create/Update API requests permitted for this "
        + "particular user. You may resume these requests at GMT 00:00:00.",
        category, limit, now);

    public static ApiAnswer PerRegistrant(
        RateCategory category, int limit, DateTimeOffset now, LimitKind kind, string registrant)
    {
        var what = kind == LimitKind.RegistrationsPerRegistrant ? "Add meeting registrant" : "Update registrant status";
        return Daily(
            $"You have exceeded the daily rate limit ({Text(limit)}) of {what} API requests permitted for the registrant "
            + $"({registrant}). You can resume these API requests at GMT 00:00:00.",
            category, limit, now);
    }

    public static ApiAnswer Concurrent =>
        Of("Too many concurrent requests. A request that changes this resource is being processed.");

    public static IReadOnlyList<(string, string)> Headers(RateCategory category, string type, int limit, int remaining) =>
    [
        ("X-RateLimit-Category", category.ToString()), ("X-RateLimit-Type", type),
        ("X-RateLimit-Limit", Text(limit)), ("X-RateLimit-Remaining", Text(remaining)),
    ];

    static ApiAnswer Daily(string message, RateCategory category, int limit, DateTimeOffset now)
    {
        var midnight = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        return Of(message) with
        {
            Headers = [.. Headers(category, "Daily-limit", limit, 0), ("Retry-After", Payload.Time(midnight))],
        };
    }

    static ApiAnswer Of(string message) => ApiError.Of(429, Code, message);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
