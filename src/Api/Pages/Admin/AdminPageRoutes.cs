using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Meetings;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>What admins look at: what is stuck or waits, and the ways out of it.</summary>
static class AdminPageRoutes
{
    public static void MapAdminPages(this IEndpointRouteBuilder pages)
    {
        var admin = pages.MapGroup("/admin").AddEndpointFilter(AdminsOnly);
        admin.MapGet("", Show);
        admin.MapPost("/adopt", Adopt);
        admin.MapQuarantinePage();
        admin.MapPersonPage();
        admin.MapRetentionPage();
    }

    static async ValueTask<object?> AdminsOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Caller.Of(context.HttpContext.User).IsAdmin
            ? await next(context) : TypedResults.StatusCode(StatusCodes.Status403Forbidden);

    static async Task<RazorComponentResult<AdminPage>> Show(
        string? done, PageUser user, UserSession session, SchoolClock clock, ZoomAccount account, IOptions<ZoomOptions> zoom) =>
        Page(user, await AdminState.Read(session, clock, account, zoom.Value), clock, done: done);

    static async Task<IResult> Adopt(
        AdoptionForm form, Adoption adoption, Creation creation, PageUser user, UserSession session, SchoolClock clock,
        Derivation derivation, ZoomAccount account, IOptions<ZoomOptions> zoom)
    {
        var (status, problem) = await Carry();
        return problem is null ? TypedResults.LocalRedirect("/admin?done=adopted#unscheduled")
            : Page(user, await AdminState.Read(session, clock, account, zoom.Value), clock, problem, status: status);

        async Task<(int Status, string? Problem)> Carry()
        {
            if (form.Problem is { } wrong)
                return (StatusCodes.Status422UnprocessableEntity, wrong);
            try
            {
                return (await AdoptionRoutes.Adopt(form.ToRequest(), adoption, creation, session, clock, derivation)).Result
                    is ProblemHttpResult refused
                    ? (refused.StatusCode, refused.ProblemDetails.Detail) : (StatusCodes.Status200OK, null);
            }
            catch (ZoomException exception)
            {
                var refused = ZoomProblems.Of(exception);
                return (refused.Status!.Value, refused.Detail);
            }
        }
    }

    static RazorComponentResult<AdminPage> Page(
        PageUser user, AdminState state, SchoolClock clock, string? problem = null, string? done = null,
        int status = StatusCodes.Status200OK) =>
        PageRoutes.Page<AdminPage>(
            new
            {
                User = user, State = state, Zone = clock.ZoneName, Problem = problem,
                HasAdopted = done == "adopted",
            },
            status);
}
