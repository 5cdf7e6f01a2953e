using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>POST /oauth/token of a Server-to-Server app; the grant stands in the form or in the query.</summary>
sealed class TokenRoute(SimulatedZoomOptions options, Tokens tokens)
{
    /// <summary>How failures and the list of calls name it.</summary>
    public static readonly Route Route = new("POST", "/oauth/token", null, null, _ => ApiError.NoRoute);

    public async Task<ApiAnswer> Answer(HttpRequest request, DateTimeOffset now)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        if (!IsOurs(request.Headers.Authorization.ToString()))
            return Refused("Invalid client_id or client_secret", "invalid_client");
        if (Asked("grant_type") != "account_credentials")
            return Refused("unsupported grant type", "unsupported_grant_type");
        if (Asked("account_id") != options.AccountId)
            return Refused("Bad Request", "invalid_request");
        return ApiAnswer.Ok(new JsonObject
        {
            ["access_token"] = tokens.Issue(options.Scopes, now + options.TokenLife),
            ["token_type"] = "bearer",
            ["expires_in"] = (int)options.TokenLife.TotalSeconds,
            ["scope"] = options.Scopes,
            ["api_url"] = $"{request.Scheme}://{request.Host}",
        });

        string? Asked(string name) => form[name].FirstOrDefault() ?? request.Query[name].FirstOrDefault();
    }

    bool IsOurs(string authorization)
    {
        var expected = Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}");
        return authorization == $"Basic {Convert.ToBase64String(expected)}";
    }

    static ApiAnswer Refused(string reason, string error) =>
        new(400, new JsonObject { ["reason"] = reason, ["error"] = error });
}
