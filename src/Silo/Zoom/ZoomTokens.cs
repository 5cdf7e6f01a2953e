using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Refit;
using ZoomOrleans.Account;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Gets the account's token by the app's credentials.</summary>
sealed class ZoomTokens(IZoomOAuth oauth, IOptions<ZoomOptions> options) : IZoomTokens
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
                { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 } => new(token, TimeSpan.FromSeconds(answer.ExpiresIn)),
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

    static ZoomException NotAuthorised => new(
        ZoomFailure.NotAuthorised, "Zoom does not know the app that Zoom__AccountId, Zoom__ClientId and Zoom__ClientSecret "
            + "name, or it is deactivated. Compare them with the app's page in the Zoom App Marketplace.");
}
