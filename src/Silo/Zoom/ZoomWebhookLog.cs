using Microsoft.Extensions.Options;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Zoom's log of the webhooks of the last seven days that it could not deliver. It has each try.</summary>
public sealed class ZoomWebhookLog
{
    const int Failed = 2;

    /// <summary>Each may hold a webhook of 256 KiB.</summary>
    const int PageSize = 100;

    readonly IZoomApi _api;
    readonly ZoomAccount _account;
    readonly string? _app;
    readonly TimeProvider _clock;

    internal ZoomWebhookLog(IZoomApi api, ZoomAccount account, IOptions<ZoomOptions> options, TimeProvider clock) =>
        (_api, _account, _app, _clock) = (api, account, options.Value.AppId, clock);

    /// <summary>What has to be set before it can be read; null where all is.</summary>
    public string? Missing => _account.Missing ?? (_app is { Length: > 0 } ? null
        : "Zoom's webhook log is asked for by the app that receives webhooks. Set Zoom__AppId to its app id: it stands in the "
            + "address of the app's page in the Zoom App Marketplace.");

    /// <param name="token">Of the page, from the one before; null for the first.</param>
    public Task<ZoomWebhookLogPage> Page(string? token) =>
        _api.WebhookLog(_app!, Failed, PageSize, token, _clock.GetUtcNow() + ZoomMeetings.Patience);
}
