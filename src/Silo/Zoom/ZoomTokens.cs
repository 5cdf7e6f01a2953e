using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Refit;
using ZoomOrleans.Account;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Gets the account's token by the app's credentials.</summary>
sealed partial class ZoomTokens(IZoomOAuth oauth, IOptions<ZoomOptions> options, ILogger<ZoomTokens> logger) : IZoomTokens
{
    public async Task<ZoomToken> Get()
    {
        var zoom = options.Value;
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{zoom.ClientId}:{zoom.ClientSecret}"));
        try
        {
            var answer = await oauth.Token($"Basic {credentials}", new ZoomTokenRequest(zoom.AccountId!));
            return answer switch
            {
                { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 } =>
                    new(token, TimeSpan.FromSeconds(answer.ExpiresIn), Api(answer.ApiUrl)),
                { Error: "invalid_client" or "invalid_request" or "unauthorized_client" } => throw NotAuthorised,
                _ => throw ZoomErrors.Unavailable("it gives no token"),
            };
        }
        catch (ApiException refused) when (refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized
            or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            throw NotAuthorised;
        }
        catch (Exception exception) when (exception is ApiException or HttpRequestException or TaskCanceledException
            or TimeoutException or Polly.ExecutionRejectedException)
        {
            throw ZoomErrors.Unavailable(exception.Message);
        }
    }

    Uri? Api(string? told)
    {
        var api = ZoomApiUrl.Trusted(told, options.Value.OAuthBaseUrl);
        if (api is null && told is { Length: > 0 })
            LogNotTrusted(logger, ZoomApiUrl.Usual);
        return api;
    }

    [LoggerMessage(LogLevel.Warning, "Zoom names an address for its API that is not its own, and no token is sent there: "
        + "{Usual} is used. Set Zoom__ApiBaseUrl where it is right")]
    static partial void LogNotTrusted(ILogger logger, Uri usual);

    static ZoomException NotAuthorised => new(
        ZoomFailure.NotAuthorised, "Zoom does not know the app that Zoom__AccountId, Zoom__ClientId and Zoom__ClientSecret "
            + "name, or it is deactivated. Compare them with the app's page in the Zoom App Marketplace.");
}
