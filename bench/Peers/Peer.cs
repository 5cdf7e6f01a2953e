using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZoomOrleans.Api.Webhook;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Bench.Peers;

/// <summary>
/// A server that receives webhooks as the product does, with the product's own signature check and parser, and does
/// something else with them.
/// </summary>
static class Peer
{
    /// <summary>The argument with which this program is a peer.</summary>
    public const string Verb = "serve";

    public const string SecretVariable = "BENCH_SECRET";

    public static async Task Serve(Func<ZoomEvent.Recorded, Task> keep)
    {
        var secret = new WebhookSecret(Environment.GetEnvironmentVariable(SecretVariable)!);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost("/api/zoom/webhook", (HttpContext context) => Receive(context, [secret], keep));
        await app.RunAsync();
    }

    static async Task Receive(HttpContext context, IReadOnlyList<WebhookSecret> secrets, Func<ZoomEvent.Recorded, Task> keep)
    {
        using var body = await WebhookBody.Read(context.Request);
        var headers = context.Request.Headers;
        var result = ZoomSignature.Verify(
            body.Bytes, headers["x-zm-signature"], headers["x-zm-request-timestamp"], secrets, DateTimeOffset.UtcNow,
            TimeSpan.FromHours(2));
        if (result != SignatureResult.Valid)
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (ZoomEvent.Parse(body.Bytes) is ZoomEvent.Recorded recorded)
            await keep(recorded);
        else
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }
}
