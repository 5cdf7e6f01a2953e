using System.Globalization;
using Microsoft.Extensions.Options;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Api.Webhook;

/// <summary>
/// Zoom's deliveries: read, verified, recorded, and answered 200 when they are durable, not before. Zoom sends again
/// only after 500 and above, or after 3 seconds of silence; any other answer is final, and loses the event.
/// </summary>
public sealed partial class ZoomWebhook(
    Intake intake, IOptions<WebhookOptions> zoom, TimeProvider clock, ILogger<ZoomWebhook> logger)
{
    const string Path = "/api/zoom/webhook";
    const int RetryAfterSeconds = 30;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var webhook = routes.ServiceProvider.GetRequiredService<ZoomWebhook>();
        // Zoom's signature takes the place of a sign-in, and nobody reads the body of a refusal.
        routes.MapPost(Path, webhook.Receive).AllowAnonymous().ExcludeFromDescription().ShortCircuit().DisableValidation();
        routes.Map(Path, RefuseMethod).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Nothing stands around this: a body that breaks HTTP is answered here.</summary>
    async Task Receive(HttpContext context)
    {
        try
        {
            await ReceiveBody(context);
        }
        catch (BadHttpRequestException exception)
        {
            context.Response.StatusCode = exception.StatusCode;
        }
    }

    async Task ReceiveBody(HttpContext context)
    {
        if (!IsJson(context.Request.ContentType))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        using var body = await WebhookBody.Read(context.Request);
        if (body.IsTooLarge)
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        else if (Verify(context.Request, body) is not SignatureResult.Valid)
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            await Answer(context.Response, body);
    }

    static bool IsJson(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }

    SignatureResult Verify(HttpRequest request, WebhookBody body)
    {
        var result = ZoomSignature.Verify(
            body.Bytes, request.Headers["x-zm-signature"], request.Headers["x-zm-request-timestamp"],
            zoom.Value.Secrets, clock.GetUtcNow(), zoom.Value.ReplayWindow);
        if (result != SignatureResult.Valid)
            LogRefused(logger, result);
        return result;
    }

    Task Answer(HttpResponse response, WebhookBody body)
    {
        var read = ZoomEvent.Parse(body.Bytes);
        return read is ZoomEvent.UrlValidation(var token)
            ? Validate(response, token) : Store(response, intake.Keep(read, body.Bytes));
    }

    static Task RefuseMethod(HttpContext context)
    {
        context.Response.Headers.Allow = HttpMethods.Post;
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    async Task Validate(HttpResponse response, string plainToken)
    {
        if (UrlValidationAnswer.For(plainToken, zoom.Value.Secrets) is { } answer)
            await response.WriteAsJsonAsync(answer);
        else
            response.StatusCode = StatusCodes.Status400BadRequest;
    }

    async Task Store(HttpResponse response, Task stored)
    {
        try
        {
            await stored;
        }
        catch (Exception exception)
        {
            LogNotStored(logger, exception.GetType().Name, exception.Message);
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A webhook was refused, its signature is {Result}")]
    static partial void LogRefused(ILogger logger, SignatureResult result);

    [LoggerMessage(LogLevel.Warning, "A webhook could not be stored, Zoom is asked to send it again ({Exception}): {Reason}")]
    static partial void LogNotStored(ILogger logger, string exception, string reason);
}
