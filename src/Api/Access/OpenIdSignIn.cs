using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Access;

/// <summary>
/// Signs people into the pages at the school's OpenID provider (authorization code with PKCE), where one is configured.
/// What it says of them is looked at once; only who they are here goes into the cookie.
/// </summary>
public static partial class OpenIdSignIn
{
    /// <summary>Somebody waits meanwhile.</summary>
    public static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(10);

    const string Section = "Authentication:Schemes:OpenIdConnect";

    public static bool HasOpenId(this IConfiguration configuration) =>
        configuration.GetSection(Section).GetChildren().Any(setting => setting.Value is { Length: > 0 });

    public static AuthenticationBuilder AddOpenId(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        if (!configuration.HasOpenId())
            return authentication;
        Authorities.Check(configuration, Section, "Authority", "ClientId");
        return authentication.AddOpenIdConnect(UseProvider);
    }

    static void UseProvider(OpenIdConnectOptions options)
    {
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.MapInboundClaims = false;
        // Set, but empty: it would be sent, and refused.
        if (options.ClientSecret is "")
            options.ClientSecret = null;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The provider's answer is a GET, so that the cookies of the way there need not be open to other sites.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "email"])
            options.Scope.Add(scope);
        // Many providers tell the address only here.
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified", ClaimValueTypes.Boolean);
        options.ClaimActions.Remove("iss");
        options.TokenValidationParameters.ClockSkew = SignIn.ClockSkew;
        options.TokenValidationParameters.ValidAlgorithms = SignIn.AsymmetricAlgorithms;
        options.BackchannelTimeout = ProviderTimeout;
        options.DisableTelemetry = true;
        // Anybody could end a session by a link to it; ours ends by a form.
        options.RemoteSignOutPath = options.SignedOutCallbackPath = PathString.Empty;
        options.Events.OnTicketReceived = FindCaller;
        options.Events.OnRemoteFailure = Fail;
    }

    /// <summary>Sends the browser to the provider, and from there back to a page of ours.</summary>
    public static async Task GoToProvider(HttpContext context, string? returnUrl)
    {
        var page = OwnUrl.Of(returnUrl);
        try
        {
            await context.ChallengeAsync(
                OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = page });
        }
        catch (Exception exception) when (IsProviderAway(exception))
        {
            TurnAway(context, Refusal.ProviderAway, page, cause: exception);
        }
    }

    static async Task FindCaller(TicketReceivedContext context)
    {
        var identity = ExternalIdentity.Of(context.Principal!);
        var callers = context.HttpContext.RequestServices.GetRequiredService<Callers>();
        var found = identity is null
            ? Refusal.UnknownUser : await callers.Find(identity, context.HttpContext.RequestAborted);
        if (found.Caller is { } caller)
        {
            context.Principal = new ClaimsPrincipal(caller.ToIdentity(CookieAuthenticationDefaults.AuthenticationScheme));
            return;
        }
        TurnAway(context.HttpContext, found.Refusal, context.ReturnUri, identity);
        context.HandleResponse();
    }

    /// <summary>The framework's own words about it, with a stack trace each, are turned off in the settings.</summary>
    static Task Fail(RemoteFailureContext context)
    {
        var reason = IsProviderAway(context.Failure) ? Refusal.ProviderAway : Refusal.Unfinished;
        TurnAway(context.HttpContext, reason, context.Properties?.RedirectUri, cause: context.Failure);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    static void TurnAway(
        HttpContext context, Refusal reason, string? returnUrl, ExternalIdentity? identity = null, Exception? cause = null)
    {
        var services = context.RequestServices;
        services.GetRequiredService<RefusedSignIns>().Add(reason, identity);
        // What a browser brings back is not the provider's word: whoever likes could write it into the log.
        if (reason == Refusal.ProviderAway && cause is not null)
            LogFailed(services.GetRequiredService<ILogger<RefusedSignIns>>(), reason, cause.Message);
        context.Response.Redirect(
            $"/signin?problem={EnumText.Of(reason)}&returnUrl={Uri.EscapeDataString(OwnUrl.Of(returnUrl))}");
    }

    static bool IsProviderAway(Exception? exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException
        || exception is { InnerException: { } inner } && IsProviderAway(inner);

    [LoggerMessage(LogLevel.Warning, "A sign-in by OpenID Connect failed, {Reason}: {Cause}")]
    static partial void LogFailed(ILogger logger, Refusal reason, string cause);
}
