using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.School;

/// <summary>The people of the school.</summary>
public static class UserRoutes
{
    const string All = """
        SELECT id, name, email, role, zoom_user_id, created_at
        FROM users
        WHERE ($1::text IS NULL OR role = $1)
            AND ($2::uuid IS NULL OR (name, id) > ($3::text, $2::uuid))
        ORDER BY name, id
        LIMIT $4
        """;

    const string ById = "SELECT id, name, email, role, zoom_user_id, created_at FROM users WHERE id = $1";

    const string Add = "INSERT INTO users (id, name, email, role, zoom_user_id) VALUES ($1, $2, $3, $4, $5)";

    const string Change = """
        UPDATE users
        SET name = coalesce($2, name), email = coalesce($3, email), role = coalesce($4, role),
            zoom_user_id = CASE WHEN $5 THEN $6 ELSE zoom_user_id END
        WHERE id = $1
        """;

    /// <summary>
    /// Why a user ($1) cannot take another role ($2): what they are now would lose its meaning. Null where they can.
    /// </summary>
    const string RoleObstacle = """
        SELECT CASE
            WHEN role = 'admin' AND NOT EXISTS (SELECT FROM users other WHERE other.role = 'admin' AND other.id <> $1)
                THEN 'This is the only admin.'
            WHEN $2 NOT IN ('teacher', 'admin') AND EXISTS (SELECT FROM classes WHERE teacher_id = $1)
                THEN 'They teach a class: give it to somebody else first.'
            WHEN $2 NOT IN ('teacher', 'admin') AND EXISTS (SELECT FROM zoom_meetings WHERE host_id = $1)
                THEN 'They host a meeting: give it to somebody else first.'
            WHEN role = 'student' AND EXISTS (
                SELECT FROM class_enrollments WHERE student_id = $1 AND (enrolled_to IS NULL OR enrolled_to > now()))
                THEN 'They are enrolled in a class: end that first.'
            WHEN role IN ('student', 'parent') AND EXISTS (
                SELECT FROM parent_children WHERE $1 IN (parent_id, student_id))
                THEN 'They are linked as parent or child: remove that first.'
            END
        FROM users
        WHERE id = $1 AND role <> $2
        """;

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
                Add, id, asked.Name!.Trim(), Normalized(asked.Email), EnumText.Of(asked.Role!.Value), asked.ZoomUserId);
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
        var role = asked.Role is { } one ? EnumText.Of(one) : null;
        return await user.Write<Results<Ok<User>, NotFound, ProblemHttpResult>>(async rows =>
        {
            if (role is not null
                && await rows.Query(RoleObstacle, [id, role], row => row.TextOrNull(0)) is [{ } obstacle])
                return Problems.Conflict(obstacle);
            await rows.Execute(
                Change, id, asked.Name?.Trim(), Normalized(asked.Email), role,
                asked.ZoomUserIdIsGiven, asked.ZoomUserId);
            return await rows.Query(ById, [id], User.Read) is [var changed]
                ? TypedResults.Ok(changed) : Problems.NotFound;
        });
    }

    static string? Normalized(string? email) => email?.Trim().ToLowerInvariant();
}
