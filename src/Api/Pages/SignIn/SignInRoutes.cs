using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Pages.SignIn;

/// <summary>Signing in to the pages and out of them: by the school's OpenID provider, or as anybody of the demo.</summary>
public static class SignInRoutes
{
    public const string ToProvider = "/signin/school";

    public static void MapSignIn(this WebApplication app)
    {
        var routes = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        var hasOpenId = app.Configuration.HasOpenId();
        var demo = DemoSignIn.PeopleOf(app);
        routes.MapGet("/signin", (string? returnUrl, string? problem, CancellationToken cancellation) =>
            Show(hasOpenId, demo, returnUrl, EnumText.Find<Refusal>(problem ?? ""), cancellation));
        routes.MapPost("/signout", SignOut);
        if (hasOpenId)
            routes.MapGet(ToProvider, OpenIdSignIn.GoToProvider);
        if (demo is not null)
            routes.MapPost("/signin", DemoSignIn.SignIn);
    }

    static async Task<RazorComponentResult<SignInPage>> Show(
        bool hasOpenId, DemoPeople? demo, string? returnUrl, Refusal? problem, CancellationToken cancellation) =>
        PageRoutes.Page<SignInPage>(
            new
            {
                HasOpenId = hasOpenId,
                People = demo is null ? [] : await demo(cancellation),
                ReturnUrl = OwnUrl.Of(returnUrl),
                Problem = problem,
            },
            problem switch
            {
                null => StatusCodes.Status200OK,
                Refusal.ProviderAway => StatusCodes.Status503ServiceUnavailable,
                Refusal.Unfinished => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status403Forbidden,
            });

    static async Task SignOut(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        context.Response.Redirect("/signin");
    }
}
