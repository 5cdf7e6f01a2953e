using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.School;

/// <summary>Whose parent somebody is: parents see what their children see, except links into meetings.</summary>
public static class ChildRoutes
{
    const string RoleOf = "SELECT role FROM users WHERE id = $1";

    const string Add = "INSERT INTO parent_children (parent_id, student_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    const string Remove = "DELETE FROM parent_children WHERE parent_id = $1 AND student_id = $2";

    public static void MapChildren(this IEndpointRouteBuilder routes)
    {
        var children = routes.MapGroup("/api/users/{parentId:guid}/children/{studentId:guid}").WithTags("School");
        children.MapPut("", Link).WithSummary("Make a student somebody's child (admin)");
        children.MapDelete("", Unlink).WithSummary("Undo that (admin)");
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Link(Guid parentId, Guid studentId, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(RoleOf, parentId));
        return await user.Write<Results<NoContent, ProblemHttpResult>>(async rows =>
        {
            var parent = await rows.Query(RoleOf, [parentId], row => row.GetString(0));
            var child = await rows.Query(RoleOf, [studentId], row => row.GetString(0));
            if (parent is [] || child is [])
                return Problems.Missing("There is no such user.");
            if (parent is not [Caller.Parent] || child is not ["student"])
                return Problems.Unfit("Only a student can be made the child of a parent.");
            await rows.Execute(Add, parentId, studentId);
            return TypedResults.NoContent();
        });
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Unlink(Guid parentId, Guid studentId, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(RoleOf, parentId));
        var removed = await user.Write(rows => rows.Execute(Remove, parentId, studentId));
        return removed > 0 ? TypedResults.NoContent() : Problems.Missing("They are not linked as parent and child.");
    }
}
