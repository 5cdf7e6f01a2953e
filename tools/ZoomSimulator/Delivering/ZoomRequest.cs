using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>One POST as Zoom makes it.</summary>
static class ZoomRequest
{
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);

    /// <summary>The status; null where there was no answer in time or no connection.</summary>
    public static async Task<HttpStatusCode?> PostAsync(
        HttpClient http, Delivery delivery, PlayerOptions options, TimeProvider clock, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        using var request = Of(delivery, options, clock.GetUtcNow());
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return response.StatusCode;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    static HttpRequestMessage Of(Delivery delivery, PlayerOptions options, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url)
        {
            Content = new ReadOnlyMemoryContent(delivery.Body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.ParseAdd("Zoom Marketplace/1.0a");
        request.Headers.Add("x-zm-request-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("x-zm-signature", ZoomSignature.Of(options.Secret, seconds, delivery.Body.Span));
        request.Headers.Add("x-zm-request-id", delivery.RequestId);
        return request;
    }
}
