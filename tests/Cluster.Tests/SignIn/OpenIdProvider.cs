using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using ZoomOrleans.Silo.Postgres;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ZoomOrleans.Cluster.Tests.SignIn;

/// <summary>Somebody with an account at the provider.</summary>
/// <param name="Subject">Their <c>sub</c>.</param>
/// <param name="Email">Null: the provider knows none.</param>
/// <param name="Verified">What <c>email_verified</c> says; null: nothing is said.</param>
/// <param name="VerifiedType">A JSON boolean, unless it is said to be a string.</param>
/// <param name="OnlyOnRequest">The address is not in the token, but in the answer to who asks for the user's information.</param>
sealed record Account(
    string Subject, string? Email = null, string? Verified = "true", string VerifiedType = ClaimValueTypes.Boolean,
    bool OnlyOnRequest = false)
{
    public static Account New(string? email = null) => new($"sub-{Guid.NewGuid():N}", email);
}

/// <summary>
/// A real OpenID provider on loopback. It insists on PKCE and on the client's secret, and asks nobody for a password:
/// whoever comes by is <see cref="Account"/>.
/// </summary>
sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "zoomorleans-pages";
    public const string ClientSecret = "the pages' own secret";

    readonly WebApplication _app;

    OpenIdProvider(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public string Issuer => Address.AbsoluteUri;

    public Account Account { get; set; } = Account.New();

    /// <summary>What the client has to prove itself by; null: it is a public one, that sends nothing.</summary>
    public string? Secret { get; set; } = ClientSecret;

    /// <summary>The provider answers with the nonce of somebody else's request.</summary>
    public bool MixesUpNonces { get; set; }

    public static async Task<OpenIdProvider> Start(int? port = null)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port ?? FreePort.Find()}/"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        OpenIdProvider? provider = null;
        builder.Services.AddOpenIddict().AddServer(options => options
            .EnableDegradedMode()
            .SetIssuer(address)
            .SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo")
            .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
            .AllowClientCredentialsFlow()
            .RegisterScopes(Scopes.Profile, Scopes.Email)
            .AddEphemeralSigningKey().AddEphemeralEncryptionKey().DisableAccessTokenEncryption()
            .AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(CheckClient))
            .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(
                context => provider!.CheckSecret(context)))
            .AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(
                context => provider!.Authorize(context)))
            .AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(
                context => provider!.IssueAccess(context)))
            .AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(
                context => provider!.Inform(context)))
            .UseAspNetCore().DisableTransportSecurityRequirement());
        var app = builder.Build();
        app.UseAuthentication();
        provider = new OpenIdProvider(app, address);
        await app.StartAsync();
        await provider.WarmUp();
        return provider;
    }

    /// <summary>A busy machine compiles for long before the first answer; the program that asks is not that patient.</summary>
    async Task WarmUp()
    {
        using var client = new HttpClient { BaseAddress = Address };
        await client.GetStringAsync(".well-known/openid-configuration");
        await client.GetStringAsync(".well-known/jwks");
        await AccessToken("nobody");
    }

    /// <summary>A token for an API, as a program of the account's would get it.</summary>
    public async Task<string> AccessToken(string audience)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsync("token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = ClientId,
            ["client_secret"] = ClientSecret,
            ["for"] = audience,
        }));
        var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        return json.TryGetProperty("access_token", out var token)
            ? token.GetString()! : throw new InvalidOperationException($"No token: {json}");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    static ValueTask CheckClient(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != ClientId || context.RedirectUri?.EndsWith("/signin-oidc", StringComparison.Ordinal) != true)
            context.Reject(Errors.InvalidClient);
        return default;
    }

    ValueTask CheckSecret(ValidateTokenRequestContext context)
    {
        if (context.ClientId != ClientId || (string?)context.Request[Parameters.ClientSecret] != Secret)
            context.Reject(Errors.InvalidClient);
        return default;
    }

    ValueTask Authorize(HandleAuthorizationRequestContext context)
    {
        if (MixesUpNonces)
            context.Request.Nonce = "of somebody else";
        context.Principal = Principal(context.Request.GetScopes());
        return default;
    }

    ValueTask IssueAccess(HandleTokenRequestContext context)
    {
        if (!context.Request.IsClientCredentialsGrantType())
            return default;
        context.Principal = Principal([]);
        context.Principal.SetAudiences((string)context.Request["for"]!);
        return default;
    }

    ValueTask Inform(HandleUserInfoRequestContext context)
    {
        context.Subject = Account.Subject;
        if (Account.OnlyOnRequest)
            (context.Email, context.EmailVerified) = (Account.Email, bool.Parse(Account.Verified!));
        return default;
    }

    ClaimsPrincipal Principal(IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("test", Claims.Name, Claims.Role);
        identity.AddClaim(new Claim(Claims.Subject, Account.Subject));
        if (Account is { Email: { } email, OnlyOnRequest: false })
        {
            identity.AddClaim(new Claim(Claims.Email, email));
            if (Account.Verified is { } verified)
                identity.AddClaim(new Claim(Claims.EmailVerified, verified, Account.VerifiedType));
        }
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity).SetScopes(scopes);
    }
}
