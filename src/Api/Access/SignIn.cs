using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ZoomOrleans.Api.Access;

/// <summary>How a request says who makes it: a bearer token, or the cookie of our own pages.</summary>
public static class SignIn
{
    const string EitherScheme = "token or cookie";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddMemoryCache().AddSingleton<Callers>().AddSingleton<UserDatabase>().AddSingleton<Scopes>();
        builder.Services.AddSingleton<RefusedSignIns>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RefusedSignIns>());
        builder.Services.AddAntiforgery(options => options.HeaderName = "X-CSRF-Token");
        builder.Services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0
                    ? JwtBearerDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddJwtBearer(UseToken)
            .AddCookie(UseCookie);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    static void UseToken(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        options.TokenValidationParameters.ValidAlgorithms = ["RS256", "ES256", "PS256", "HS256"];
        options.Events = new JwtBearerEvents { OnTokenValidated = FindCaller, OnAuthenticationFailed = Refused };
    }

    static Task Refused(AuthenticationFailedContext context)
    {
        context.HttpContext.RequestServices.GetRequiredService<RefusedSignIns>().Invalid(context.Exception);
        return Task.CompletedTask;
    }

    static async Task FindCaller(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        var isVerified = context.Principal!.FindFirstValue("email_verified") == "true";
        var email = isVerified ? context.Principal!.FindFirstValue("email") : null;
        var callers = context.HttpContext.RequestServices.GetRequiredService<Callers>();
        if (await callers.Find(token.Issuer, token.Subject, email, context.HttpContext.RequestAborted) is { } caller)
            context.Principal = new ClaimsPrincipal(caller.ToIdentity(context.Scheme.Name));
        else
        {
            context.HttpContext.RequestServices.GetRequiredService<RefusedSignIns>().Unknown(token.Issuer, token.Subject);
            context.Fail("The token names nobody known here.");
        }
    }

    static void UseCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "zoomorleans";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
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
        if (await callers.Find(Caller.Of(context.Principal!).Id, context.HttpContext.RequestAborted) is { } caller)
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
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        if (isByCookie && changes && !await antiforgery.IsRequestValidAsync(context))
            await Results.Problem("The form is too old, or not ours. Load the page again.", statusCode: 400)
                .ExecuteAsync(context);
        else
            await next(context);
    });
}
