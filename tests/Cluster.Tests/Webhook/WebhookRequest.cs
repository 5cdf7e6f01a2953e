using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>One request to the webhook: as Zoom makes it, unless a test says otherwise.</summary>
sealed record WebhookRequest(byte[] Body, string Secret)
{
    const string Path = "/api/zoom/webhook";

    public WebhookRequest(string body, string secret) : this(Encoding.UTF8.GetBytes(body), secret) { }

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public string? ContentType { get; init; } = "application/json";

    /// <summary>Without a Content-Length.</summary>
    public bool IsChunked { get; init; }

    /// <summary>Null: the header is left out.</summary>
    public string? Timestamp { get; init; } = Seconds(TimeSpan.Zero);

    /// <summary>What becomes of the true signature; null: the header is left out.</summary>
    public Func<string, string?> Signature { get; init; } = signature => signature;

    /// <summary>A moment from now, as Zoom writes it.</summary>
    public static string Seconds(TimeSpan fromNow) =>
        (DateTimeOffset.UtcNow + fromNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public async Task<HttpResponseMessage> SendTo(HttpClient client)
    {
        using var request = new HttpRequestMessage(Method, Path);
        if (Method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(Body);
            request.Content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
        }
        request.Headers.TransferEncodingChunked = IsChunked;
        if (Timestamp is not null)
            request.Headers.TryAddWithoutValidation("x-zm-request-timestamp", Timestamp);
        if (Signature(TrueSignature()) is { } signature)
            request.Headers.TryAddWithoutValidation("x-zm-signature", signature);
        return await client.SendAsync(request);
    }

    string TrueSignature()
    {
        byte[] message = [.. Encoding.UTF8.GetBytes($"v0:{Timestamp}:"), .. Body];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), message);
        return $"v0={Convert.ToHexStringLower(hash)}";
    }
}
