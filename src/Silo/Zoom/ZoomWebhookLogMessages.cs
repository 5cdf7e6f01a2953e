using System.Text.Json;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>One try at delivering a webhook.</summary>
public sealed record ZoomLoggedWebhook
{
    /// <summary>As it was sent: a text, or the JSON itself.</summary>
    public JsonElement? RequestBody { get; init; }

    /// <summary>Null where the log does not have it.</summary>
    public string? Body => RequestBody switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } json => json.GetRawText(),
        _ => null,
    };

    /// <summary>Not the body: it holds names.</summary>
    public override string ToString() => "a logged webhook";
}

public sealed record ZoomWebhookLogPage
{
    public IReadOnlyList<ZoomLoggedWebhook> WebhookLogs { get; init; } = [];

    public string? NextPageToken { get; init; }
}
