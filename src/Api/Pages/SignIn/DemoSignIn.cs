using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Demo;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Pages.SignIn;

/// <summary>Somebody of the demo school whom one may sign in as.</summary>
public sealed record DemoPerson(Guid Id, string Name, string Role);

/// <summary>Reads whom one may sign in as.</summary>
delegate Task<IReadOnlyList<DemoPerson>> DemoPeople(CancellationToken cancellation);

/// <summary>Of the demo school, and of no other, one may be anybody one likes.</summary>
static class DemoSignIn
{
    const string People = """
        SELECT id, name, role FROM users
        ORDER BY array_position(ARRAY['teacher', 'admin', 'parent', 'student'], role), name
        LIMIT 50
        """;

    /// <summary>Null where there is no demo.</summary>
    public static DemoPeople? PeopleOf(WebApplication app)
    {
        if (!app.HasDemo())
            return null;
        var database = app.Services.GetRequiredService<SiloDatabase>();
        return cancellation => Read(database, cancellation);
    }

    static async Task<IReadOnlyList<DemoPerson>> Read(SiloDatabase database, CancellationToken cancellation)
    {
        await using var command = database.Command(People);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var people = new List<DemoPerson>();
        while (await rows.ReadAsync(cancellation))
            people.Add(new DemoPerson(rows.GetGuid(0), rows.GetString(1), rows.GetString(2)));
        return people;
    }

    public static async Task<IResult> SignIn(
        HttpContext context, [FromForm] Guid user, [FromForm] string? returnUrl, Callers callers, CancellationToken cancellation)
    {
        if (await callers.Find(user, cancellation) is not { } caller)
            return TypedResults.NotFound();
        var identity = caller.ToIdentity(CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
        return TypedResults.LocalRedirect(OwnUrl.Of(returnUrl));
    }
}
