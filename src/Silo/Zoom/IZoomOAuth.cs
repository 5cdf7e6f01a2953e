using System.Text.Json.Serialization;
using Refit;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Zoom's OAuth server.</summary>
interface IZoomOAuth
{
    [Post("/oauth/token")]
    Task<ZoomTokenAnswer> Token(
        [Header("Authorization")] string credentials, [Body(BodySerializationMethod.UrlEncoded)] ZoomTokenRequest request);
}

sealed record ZoomTokenRequest(
    [property: AliasAs("account_id")] string AccountId,
    [property: AliasAs("grant_type")] string GrantType = "account_credentials");

/// <param name="ExpiresIn">Seconds.</param>
sealed record ZoomTokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn)
{
    /// <summary>Not the token.</summary>
    public override string ToString() => $"a token for {ExpiresIn} s";
}
