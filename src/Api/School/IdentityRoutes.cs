using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.School;

/// <summary>An identity by which a user signs in: the <c>iss</c> and <c>sub</c> of their tokens, letter by letter.</summary>
public sealed record UserIdentity
{
    [Required, StringLength(255)]
    public string? Issuer { get; init; }

    [Required, StringLength(255)]
    public string? Subject { get; init; }
}

/// <summary>By which identities a user signs in.</summary>
public static class IdentityRoutes
{
    const string User = "SELECT FROM users WHERE id = $1";

    const string OfUser = "SELECT issuer, subject FROM user_identities WHERE user_id = $1 ORDER BY issuer, subject";

    const string Add = """
        INSERT INTO user_identities (issuer, subject, user_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
        """;

    const string IsOf = "SELECT FROM user_identities WHERE issuer = $1 AND subject = $2 AND user_id = $3";

    const string Remove = "DELETE FROM user_identities WHERE issuer = $1 AND subject = $2 AND user_id = $3";

    public static void MapIdentities(this IEndpointRouteBuilder routes)
    {
        var identities = routes.MapGroup("/api/users/{id:guid}/identities").WithTags("School");
        identities.MapGet("", List).WithSummary("The identities by which a user signs in (admin)");
        identities.MapPut("", Link).WithSummary("Let a user sign in by an identity (admin)");
        identities.MapDelete("", Unlink).WithSummary("Undo that (admin)");
    }

    static async Task<Results<Ok<Page<UserIdentity>>, ProblemHttpResult>> List(Guid id, UserSession user)
    {
        var isSeen = await user.Sees(User, id);
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen);
        if (!isSeen)
            return Problems.Missing("There is no such user.");
        var found = await user.Query(
            OfUser, [id], row => new UserIdentity { Issuer = row.GetString(0), Subject = row.GetString(1) });
        return TypedResults.Ok(new Page<UserIdentity>(found, null));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Link(Guid id, UserIdentity asked, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(User, id));
        return await user.Write<Results<NoContent, ProblemHttpResult>>(async rows =>
        {
            if (await rows.Query(User, [id], _ => true) is [])
                return Problems.Missing("There is no such user.");
            await rows.Execute(Add, asked.Issuer, asked.Subject, id);
            return await rows.Query(IsOf, [asked.Issuer, asked.Subject, id], _ => true) is []
                ? Problems.Conflict("Another user signs in by this identity.") : TypedResults.NoContent();
        });
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Unlink(
        Guid id, string issuer, string subject, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(User, id));
        var removed = await user.Write(rows => rows.Execute(Remove, issuer, subject, id));
        return removed > 0 ? TypedResults.NoContent() : Problems.Missing("The user does not sign in by this identity.");
    }
}
