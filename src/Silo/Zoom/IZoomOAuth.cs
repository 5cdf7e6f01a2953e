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

/// <summary>A token, or what is wrong: Zoom may say either with 200.</summary>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="Error">Zoom's word for what is wrong.</param>
/// <param name="ApiUrl">Where the account's API is: it may be in another region than Zoom's usual one.</param>
sealed record ZoomTokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("error")] string? Error = null,
    [property: JsonPropertyName("api_url")] string? ApiUrl = null)
{
    /// <summary>Not the token.</summary>
    public override string ToString() => $"a token for {ExpiresIn} s";
}
