using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>How a request says who makes it: a bearer token, or the cookie of our own pages.</summary>
public static class SignIn
{
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public static readonly string[] AsymmetricAlgorithms = ["RS256", "ES256", "PS256"];

    const string EitherScheme = "token or cookie";
    const string BearerSection = "Authentication:Schemes:Bearer";

    /// <summary>
    /// A school day. The provider's token says who came, not for how long; and the computer may be somebody else's tomorrow.
    /// </summary>
    static readonly TimeSpan CookieLifetime = TimeSpan.FromHours(10);

    public static void AddSignIn(this WebApplicationBuilder builder, PostgresHosting postgres)
    {
        Authorities.Check(builder.Configuration, BearerSection);
        var hasSymmetricKeys = builder.Configuration.GetSection($"{BearerSection}:SigningKeys").GetChildren().Any();
        builder.AddPageKeys(postgres);
        builder.Services.AddMemoryCache().AddSingleton<Callers>().AddSingleton<UserDatabase>().AddSingleton<Scopes>();
        builder.Services.AddSingleton<RefusedSignIns>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RefusedSignIns>());
        builder.Services.AddAntiforgery(UseFormToken);
        builder.Services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0
                    ? JwtBearerDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddJwtBearer(options => UseToken(options, hasSymmetricKeys))
            .AddCookie(UseCookie)
            .AddOpenId(builder.Configuration);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    static void UseFormToken(AntiforgeryOptions options)
    {
        options.HeaderName = "X-CSRF-Token";
        options.Cookie.Name = "zoomorleans-form";
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    static void UseToken(JwtBearerOptions options, bool hasSymmetricKeys)
    {
        options.MapInboundClaims = false;
        options.BackchannelTimeout = OpenIdSignIn.ProviderTimeout;
        var expected = options.TokenValidationParameters;
        expected.ClockSkew = ClockSkew;
        // No setting turns these off: then whatever an authority signs, for another program or for our own pages, would do.
        expected.ValidateIssuer = expected.ValidateAudience = true;
        expected.ValidAlgorithms = hasSymmetricKeys ? [.. AsymmetricAlgorithms, "HS256"] : AsymmetricAlgorithms;
        expected.TypeValidator = CheckType;
        options.Events = new JwtBearerEvents { OnTokenValidated = FindCaller, OnAuthenticationFailed = Refuse };
    }

    /// <summary>Tokens need not say their type; one that says it is something else is no key to the API.</summary>
    static string CheckType(string? type, SecurityToken token, TokenValidationParameters expected) =>
        type is null or "" || type.Equals("JWT", StringComparison.OrdinalIgnoreCase)
        || type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/at+jwt", StringComparison.OrdinalIgnoreCase)
            ? type ?? ""
            : throw new SecurityTokenInvalidTypeException("The token is of another type than JWT and at+jwt.");

    static async Task FindCaller(TokenValidatedContext context)
    {
        var identity = ExternalIdentity.Of(context.Principal!);
        var callers = context.HttpContext.RequestServices.GetRequiredService<Callers>();
        var found = identity is null
            ? Refusal.UnknownUser : await callers.Find(identity, context.HttpContext.RequestAborted);
        if (found.Caller is { } caller)
        {
            context.Principal = new ClaimsPrincipal(caller.ToIdentity(context.Scheme.Name));
            return;
        }
        context.HttpContext.RequestServices.GetRequiredService<RefusedSignIns>().Add(found.Refusal, identity);
        context.Fail("The token names nobody known here.");
    }

    static Task Refuse(AuthenticationFailedContext context)
    {
        if (Refusals.Of(context.Exception) is { } reason)
            context.HttpContext.RequestServices.GetRequiredService<RefusedSignIns>().Add(reason);
        return Task.CompletedTask;
    }

    static void UseCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "zoomorleans";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = CookieLifetime;
        options.SlidingExpiration = false;
        options.LoginPath = "/signin";
        options.Events.OnValidatePrincipal = StillKnown;
        options.Events.OnRedirectToLogin = Redirect;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    static async Task StillKnown(CookieValidatePrincipalContext context)
    {
        var callers = context.HttpContext.RequestServices.GetRequiredService<Callers>();
        if (await callers.FindAgain(Caller.Of(context.Principal!), context.HttpContext.RequestAborted) is { } caller)
            context.ReplacePrincipal(new ClaimsPrincipal(caller.ToIdentity(context.Scheme.Name)));
        else
            context.RejectPrincipal();
    }

    /// <summary>A page sends its visitor to sign in; an API answers.</summary>
    static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>
    /// A browser sends the cookie along with whatever another site makes it send: changes that rest on the cookie need
    /// the page's own token as well.
    /// </summary>
    public static void UseAntiforgeryForCookies(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var isByCookie = context.User.Identity is
            { IsAuthenticated: true, AuthenticationType: CookieAuthenticationDefaults.AuthenticationScheme };
        var changes = !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
        if (isByCookie && changes && !await IsOfOwnPage(context))
            await Results.Problem("The form is too old, or not ours. Load the page again.", statusCode: 400)
                .ExecuteAsync(context);
        else
            await next(context);
    });

    static async Task<bool> IsOfOwnPage(HttpContext context)
    {
        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        // Thrown where it is a form that cannot be read.
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }
}
