using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Administration;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo.Retention;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>How long what is kept, what a run would delete now, and changing it.</summary>
static class RetentionPageRoutes
{
    public static void MapRetentionPage(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/retention", Show);
        admin.MapPost("/retention", Change);
    }

    static Task<RazorComponentResult<RetentionPage>> Show(
        string? done, PageUser user, UserSession session, SchoolClock clock, RetentionRun run, CancellationToken cancellation) =>
        Page(user, session, clock, run, cancellation, isChanged: done == "changed");

    static async Task<IResult> Change(
        RetentionForm form, PageUser user, UserSession session, SchoolClock clock, RetentionRun run,
        CancellationToken cancellation)
    {
        if (form.ToRequest() is not { } asked)
            return await Page(user, session, clock, run, cancellation, RetentionForm.Problem);
        return (await RetentionRoutes.Change(asked, session)).Result switch
        {
            Ok<RetentionPeriods> => TypedResults.LocalRedirect("/admin/retention?done=changed"),
            ValidationProblem refused =>
                await Page(user, session, clock, run, cancellation, refused.ProblemDetails.Errors.First().Value[0]),
            _ => TypedResults.StatusCode(StatusCodes.Status403Forbidden),
        };
    }

    static async Task<RazorComponentResult<RetentionPage>> Page(
        PageUser user, UserSession session, SchoolClock clock, RetentionRun run, CancellationToken cancellation,
        string? problem = null, bool isChanged = false) =>
        PageRoutes.Page<RetentionPage>(
            new
            {
                User = user, Periods = (await RetentionRoutes.Read(session)).Items, Zone = clock.ZoneName,
                Due = (await run.Run(dryRun: true, session.Caller.Id, cancellation))!.Items, Problem = problem,
                IsChanged = isChanged,
            },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
