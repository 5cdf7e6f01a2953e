using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>Sends webhooks as Zoom does: signed.</summary>
sealed class WebhookSender(HttpClient client, string secret)
{
    public async Task<HttpResponseMessage> Post(string body)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/zoom/webhook")
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("x-zm-request-timestamp", timestamp);
        request.Headers.Add("x-zm-signature", $"v0={Convert.ToHexStringLower(signature)}");
        return await client.SendAsync(request);
    }
}
