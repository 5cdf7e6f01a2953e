using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Zoom's own words for what went wrong.</summary>
sealed record ZoomErrorBody
{
    [JsonPropertyName("code"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public int Code { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }

    [JsonPropertyName("errors")]
    public IReadOnlyList<ZoomErrorField>? Errors { get; init; }

    /// <returns>Null where the body is no error of Zoom's.</returns>
    public static ZoomErrorBody? Read(string body)
    {
        if (!body.Contains("\"code\"", StringComparison.Ordinal))
            return null;
        try
        {
            return JsonSerializer.Deserialize<ZoomErrorBody>(body) is { Code: not 0, Message: not null } error ? error : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

sealed record ZoomErrorField(
    [property: JsonPropertyName("field")] string? Field, [property: JsonPropertyName("message")] string? Message);

/// <summary>What Zoom's errors mean, and what to do about them.</summary>
static class ZoomErrors
{
    /// <summary>Zoom's code for what has none of its own; for one of its reasons it has to be asked.</summary>
    public const int ForAnyReason = 3000;

    const string Daily = "daily";

    public static ZoomException Unavailable(string reason) => new(
        ZoomFailure.Unavailable, $"Zoom does not answer ({reason}). Try again in a minute.");

    public static ZoomException NotConfigured => new(
        ZoomFailure.NotConfigured, ZoomAccount.NotConnected);

    public static ZoomException Running => new(ZoomFailure.InProgress, "The meeting is running. End it first.");

    public static ZoomException NotReady => new(
        ZoomFailure.NotReady, "Zoom's report of the meeting is not ready yet. It may take hours; it is asked for again.");

    /// <summary>A limit of the day: it does not go away in seconds.</summary>
    public static bool IsDaily(HttpResponseMessage response, ZoomErrorBody? error) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        && ((response.Headers.TryGetValues("X-RateLimit-Type", out var type)
                && type.Any(one => one.Contains(Daily, StringComparison.OrdinalIgnoreCase)))
            || error?.Message?.Contains(Daily, StringComparison.OrdinalIgnoreCase) == true
            || error?.Message?.Contains("GMT 00:00:00", StringComparison.Ordinal) == true);

    /// <summary>What a limit of the day that a call has met is about.</summary>
    /// <returns>With its host: theirs; without: all calls of the weight; null: only somebody or something in the call.</returns>
    public static ZoomCall? Limited(ZoomCall call, ZoomErrorBody? error) => error?.Message switch
    {
        { } said when said.Contains("registrant", StringComparison.OrdinalIgnoreCase) => null,
        { } said when said.Contains("particular user", StringComparison.OrdinalIgnoreCase) => call.Host is null ? null : call,
        _ => call with { Host = null },
    };

    public static ZoomException Of(HttpStatusCode status, ZoomErrorBody? error, DateTimeOffset? until, bool mayBeDone)
    {
        var (failure, advice) = Meaning(status, error);
        var said = error is null ? $"HTTP {(int)status}" : $"{error.Code}: {error.Message}{Fields(error)}";
        return new ZoomException(failure, $"{advice} (Zoom says {said})")
        {
            Code = error?.Code ?? 0, Until = until, MayBeDone = mayBeDone,
        };
    }

    static (ZoomFailure Failure, string Advice) Meaning(HttpStatusCode status, ZoomErrorBody? error) =>
        (status, error?.Code) switch
    {
        (HttpStatusCode.TooManyRequests, _) => (
            ZoomFailure.UsedUp,
            "Zoom takes no more of these requests for now. What is used up for the day comes back at 00:00 UTC."),
        (>= HttpStatusCode.InternalServerError, _) => (
            ZoomFailure.Unavailable, "Zoom has a fault of its own. Try again in a minute."),
        (_, 124 or 4700 or 4711) or (HttpStatusCode.Unauthorized, _) => (
            ZoomFailure.NotAuthorised, "The Zoom app may not do this. Add the missing scopes to it in the Zoom App Marketplace."),
        (_, 1001 or 1010) => (
            ZoomFailure.UnknownHost,
            "The host is no user of the school's Zoom account. Add them in Zoom, or set their zoomUserId here."),
        (_, 3161 or 200) => (
            ZoomFailure.NotLicensed,
            "The host may not do this in Zoom: they have no licence, or hosting is switched off for them."),
        (_, 12702) => (ZoomFailure.Missing, "Zoom keeps its reports for a year."),
        (_, 3001) => (ZoomFailure.Missing, "Zoom does not have this meeting, or not any more."),
        (_, 3002) => (ZoomFailure.InProgress, Running.Message),
        (_, 3038 or 3007) => (ZoomFailure.Over, "The meeting is over."),
        (_, 3043) => (ZoomFailure.Full, "The meeting has as many participants as the host's licence allows."),
        (HttpStatusCode.NotFound, _) => (ZoomFailure.Missing, "Zoom does not have it."),
        _ => (ZoomFailure.Refused, "Zoom refused this."),
    };

    static string Fields(ZoomErrorBody error) => error.Errors is { Count: > 0 } fields
        ? $" {string.Join("; ", fields.Select(field => $"{field.Field}: {field.Message}"))}" : "";
}
