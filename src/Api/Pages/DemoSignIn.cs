using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Demo;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Pages;

/// <summary>Somebody of the demo school whom one may sign in as.</summary>
public sealed record DemoPerson(Guid Id, string Name, string Role);

/// <summary>The sign-in page. Only of the demo school one may be anybody one likes.</summary>
public static class DemoSignIn
{
    const string People = """
        SELECT id, name, role FROM users
        ORDER BY array_position(ARRAY['teacher', 'admin', 'parent', 'student'], role), name
        LIMIT 50
        """;

    public static void MapDemoSignIn(this WebApplication app)
    {
        var isDemo = app.HasDemo();
        app.MapGet("/signin", (SiloDatabase database, string? returnUrl, CancellationToken cancellation) =>
            Show(isDemo ? database : null, returnUrl, cancellation)).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/signout", SignOut).AllowAnonymous().ExcludeFromDescription();
        if (isDemo)
            app.MapPost("/signin", SignIn).AllowAnonymous().ExcludeFromDescription();
    }

    static async Task<RazorComponentResult> Show(SiloDatabase? database, string? returnUrl, CancellationToken cancellation) =>
        new(typeof(SignInPage), new Dictionary<string, object?>
        {
            ["People"] = database is null ? [] : await Read(database, cancellation),
            ["ReturnUrl"] = returnUrl,
        });

    static async Task<IReadOnlyList<DemoPerson>> Read(SiloDatabase database, CancellationToken cancellation)
    {
        await using var command = database.Command(People);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var people = new List<DemoPerson>();
        while (await rows.ReadAsync(cancellation))
            people.Add(new DemoPerson(rows.GetGuid(0), rows.GetString(1), rows.GetString(2)));
        return people;
    }

    static async Task<IResult> SignIn(
        HttpContext context, [FromForm] Guid user, [FromForm] string? returnUrl, Callers callers, CancellationToken cancellation)
    {
        if (await callers.Find(user, cancellation) is not { } caller)
            return TypedResults.NotFound();
        var identity = caller.ToIdentity(CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
        return TypedResults.LocalRedirect(IsOurs(returnUrl) ? returnUrl! : "/");
    }

    static async Task SignOut(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        context.Response.Redirect("/signin");
    }

    static bool IsOurs(string? url) => url is ['/'] or ['/', not ('/' or '\\'), ..];
}
