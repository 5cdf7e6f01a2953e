using System.Globalization;
using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// What became of webhooks in the last seven days, by attempt. Failed ones are those of a webhook that no attempt brought in.
/// </summary>
static class WebhookLogRoute
{
    const string FailedType = "2";
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public static Route Of(ZoomAccount account) => new(
        "GET", "/marketplace/apps/{appId}/webhook_logs", RateCategory.Medium, "marketplace_app:read",
        call => List(account, call));

    static ApiAnswer List(ZoomAccount account, ApiCall call)
    {
        if (call.Path["appId"] != account.Options.AppId)
            return ApiError.Of(404, 300, $"App does not exist: {call.Path["appId"]}.");
        var all = account.Webhooks.Attempts;
        var delivered = all.Where(attempt => attempt.IsDelivered).Select(attempt => attempt.RequestId).ToHashSet();
        var attempts = all
            .Where(attempt => attempt.At > call.Now - Kept)
            .Where(attempt => call.Asked("type") != FailedType || !delivered.Contains(attempt.RequestId))
            .Where(attempt => call.Asked("event") is not { } name || name == attempt.Event)
            .Where(attempt => call.Asked("retry_num") is not { } retry || retry == Text(attempt.Retry))
            .ToList();
        return account.Pages.Of(call, "webhook_logs", attempts, Row);
    }

    static JsonObject Row(WebhookAttempt attempt) => new()
    {
        ["event"] = attempt.Event,
        ["status"] = attempt.Status is { } status ? (int)status : -1,
        ["failed_reason_type"] = attempt.IsDelivered ? 0 : attempt.Status is null ? 1 : 2,
        ["date_time"] = Payload.Time(attempt.At),
        ["retry_num"] = attempt.Retry,
        ["request_id"] = attempt.RequestId,
        ["trace_id"] = $"simulated-{attempt.RequestId}-{Text(attempt.Retry)}",
        ["request_body"] = attempt.Body,
    };

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
