using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Privacy;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>What is stored about one person: to be taken away, or erased.</summary>
static class PersonPageRoutes
{
    const string NameOf = "SELECT id, name FROM users WHERE id = $1";
    const string ById = $"SELECT {PersonErasure.Columns} FROM erasures WHERE id = $1";

    public static void MapPersonPage(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/people/{id:guid}", Show);
        admin.MapPost("/people/{id:guid}/erase", Erase);
        admin.MapGet("/erased/{id:guid}", ShowErased);
    }

    static async Task<Results<RazorComponentResult<PersonPage>, NotFound>> Show(Guid id, PageUser user, UserSession session) =>
        await session.Find(NameOf, [id], Named.Read) is { } person ? Page(user, person) : TypedResults.NotFound();

    static async Task<IResult> Erase(Guid id, HttpContext context, PageUser user, UserSession session)
    {
        if (await session.Find(NameOf, [id], Named.Read) is not { } person)
            return TypedResults.NotFound();
        var written = context.Request.HasFormContentType
            ? $"{(await context.Request.ReadFormAsync(context.RequestAborted))["name"]}" : "";
        if (written.Trim() != person.Name.Trim())
            return Page(user, person, "What you wrote is not their name.", StatusCodes.Status422UnprocessableEntity);
        return (await ErasureRoutes.Ask(id, session)).Result switch
        {
            Ok<PersonErasure> { Value: { } done } => TypedResults.LocalRedirect($"/admin/erased/{done.Id}"),
            Accepted<PersonErasure> { Value: { } begun } => TypedResults.LocalRedirect($"/admin/erased/{begun.Id}"),
            ProblemHttpResult refused => Page(user, person, refused.ProblemDetails.Detail, refused.StatusCode),
            _ => throw new InvalidOperationException("There is no other answer."),
        };
    }

    static async Task<Results<RazorComponentResult<ErasedPage>, NotFound>> ShowErased(
        Guid id, PageUser user, UserSession session) =>
        await session.Find(ById, [id], PersonErasure.Read) is { } erasure
            ? PageRoutes.Page<ErasedPage>(new { User = user, Erasure = erasure }) : TypedResults.NotFound();

    static RazorComponentResult<PersonPage> Page(
        PageUser user, Named person, string? problem = null, int status = StatusCodes.Status200OK) =>
        PageRoutes.Page<PersonPage>(new { User = user, Person = person, Problem = problem }, status);
}
