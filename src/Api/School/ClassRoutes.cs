using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.School;

/// <summary>The classes of the school.</summary>
public static class ClassRoutes
{
    const string All = """
        SELECT id, name, teacher_id, created_at
        FROM classes
        WHERE $1::uuid IS NULL OR (name, id) > ($2::text, $1::uuid)
        ORDER BY name, id
        LIMIT $3
        """;

    const string Add = "INSERT INTO classes (id, name, teacher_id) VALUES ($1, $2, $3)";

    const string Change = """
        UPDATE classes SET name = coalesce($2, name), teacher_id = coalesce($3, teacher_id) WHERE id = $1
        """;

    internal const string ById = "SELECT id, name, teacher_id, created_at FROM classes WHERE id = $1";

    internal const string RoleOf = "SELECT role FROM users WHERE id = $1";

    public static void MapClasses(this IEndpointRouteBuilder routes)
    {
        var classes = routes.MapGroup("/api/classes").WithTags("School");
        classes.MapPost("", Create).WithSummary("Add a class (admin)");
        classes.MapGet("", List)
            .WithSummary("The classes whose teacher, student or parent you are, by name; for admins all");
        classes.MapGet("/{id:guid}", Get).WithSummary("One class");
        classes.MapPatch("/{id:guid}", Update).WithSummary("Rename a class or give it another teacher (admin)");
    }

    static async Task<Results<Created<SchoolClass>, ProblemHttpResult>> Create(
        NewClass asked, Creation creation, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var id = Guid.CreateVersion7();
        return await creation.Once<SchoolClass>(asked, $"/api/classes/{id}", async rows =>
        {
            if (!await CanTeach(rows, asked.TeacherId!.Value))
                return Problems.Unfit("teacherId is not the id of a teacher.");
            await rows.Execute(Add, id, asked.Name!.Trim(), asked.TeacherId);
            return (await rows.Query(ById, [id], SchoolClass.Read)).Single();
        });
    }

    static async Task<Ok<Page<SchoolClass>>> List([AsParameters] PageRequest page, UserSession user)
    {
        var place = page.Place(2);
        var found = await user.Query(All, [place[0], place[1], page.Rows], SchoolClass.Read);
        return TypedResults.Ok(page.Of(found, last => [last.Id.ToString(), last.Name]));
    }

    static async Task<Results<Ok<SchoolClass>, NotFound>> Get(Guid id, UserSession user) =>
        await user.Find(ById, [id], SchoolClass.Read) is { } found ? TypedResults.Ok(found) : Problems.NotFound;

    static async Task<Results<Ok<SchoolClass>, NotFound, ProblemHttpResult>> Update(
        Guid id, ClassChange asked, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(ById, id));
        return await user.Write<Results<Ok<SchoolClass>, NotFound, ProblemHttpResult>>(async rows =>
        {
            if (asked.TeacherId is { } teacher && !await CanTeach(rows, teacher))
                return Problems.Unfit("teacherId is not the id of a teacher.");
            await rows.Execute(Change, id, asked.Name?.Trim(), asked.TeacherId);
            return await rows.Query(ById, [id], SchoolClass.Read) is [var changed]
                ? TypedResults.Ok(changed) : Problems.NotFound;
        });
    }

    static async Task<bool> CanTeach(UserTransaction rows, Guid teacher) =>
        await rows.Query(RoleOf, [teacher], row => row.GetString(0)) is [Caller.Teacher or Caller.Admin];
}
