using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.School;

/// <summary>The people of the school.</summary>
public static class UserRoutes
{
    const string All = """
        WITH page AS MATERIALIZED (
            SELECT id, name, email, role, zoom_user_id, created_at
            FROM users
            WHERE ($1::text IS NULL OR role = $1)
                AND ($2::uuid IS NULL OR (name, id) > ($3::text, $2::uuid))
            ORDER BY name, id
            LIMIT $4)
        SELECT id, name, email, role, zoom_user_id, created_at, known.sex
        FROM page LEFT JOIN access.sexes_of(array(SELECT id FROM page)) known ON user_id = id
        ORDER BY name, id
        """;

    const string ById = """
        SELECT id, name, email, role, zoom_user_id, created_at, known.sex
        FROM users LEFT JOIN access.sexes_of(ARRAY[$1::uuid]) known ON user_id = id
        WHERE id = $1
        """;

    const string Add = "INSERT INTO users (id, name, email, role, zoom_user_id, sex) VALUES ($1, $2, $3, $4, $5, $6)";

    const string Change = """
        UPDATE users
        SET name = coalesce($2, name), email = coalesce($3, email), role = coalesce($4, role),
            zoom_user_id = CASE WHEN $5 THEN $6 ELSE zoom_user_id END
        WHERE id = $1
        """;

    /// <summary>By itself: nobody reads the column, to leave it as it is.</summary>
    const string ChangeSex = "UPDATE users SET sex = $2 WHERE id = $1";

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/api/users").WithTags("School");
        users.MapPost("", Create).WithSummary("Add a user (admin)");
        users.MapGet("", List).WithSummary("The users whom you may see, by name");
        users.MapGet("/{id:guid}", Get).WithSummary("One user");
        users.MapPatch("/{id:guid}", Update).WithSummary("Change a user (admin)");
    }

    static async Task<Results<Created<User>, ProblemHttpResult>> Create(
        NewUser asked, Creation creation, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var id = asked.Id ?? Guid.CreateVersion7();
        return await creation.Once<User>(asked, $"/api/users/{id}", async rows =>
        {
            await rows.Execute(
                Add, id, asked.Name!.Trim(), Normalized(asked.Email), EnumText.Of(asked.Role!.Value), asked.ZoomUserId,
                Written(asked.Sex));
            return (await rows.Query(ById, [id], User.Read)).Single();
        });
    }

    static async Task<Ok<Page<User>>> List(Choice<Role>? role, [AsParameters] PageRequest page, UserSession user)
    {
        var place = page.Place(2);
        var found = await user.Query(
            All, [role?.ToString(), place[0], place[1], page.Rows], User.Read);
        return TypedResults.Ok(page.Of(found, last => [last.Id.ToString(), last.Name]));
    }

    static async Task<Results<Ok<User>, NotFound>> Get(Guid id, UserSession user) =>
        await user.Find(ById, [id], User.Read) is { } found ? TypedResults.Ok(found) : Problems.NotFound;

    static async Task<Results<Ok<User>, NotFound, ProblemHttpResult>> Update(
        Guid id, UserChange asked, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(ById, id));
        return await user.Write<Results<Ok<User>, NotFound, ProblemHttpResult>>(async rows =>
        {
            if (asked.Role is { } role && await RoleChange.Obstacles(rows, [(id, role)]) is [var (_, obstacle)])
                return Problems.Conflict(obstacle);
            await rows.Execute(
                Change, id, asked.Name?.Trim(), Normalized(asked.Email),
                asked.Role is { } given ? EnumText.Of(given) : null, asked.ZoomUserIdIsGiven, asked.ZoomUserId);
            if (asked.SexIsGiven)
                await rows.Execute(ChangeSex, id, Written(asked.Sex));
            return await rows.Query(ById, [id], User.Read) is [var changed]
                ? TypedResults.Ok(changed) : Problems.NotFound;
        });
    }

    static string? Written(Sex? sex) => sex is { } known ? EnumText.Of(known) : null;

    static string? Normalized(string? email) => email?.Trim().ToLowerInvariant();
}
