using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Administration;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Meetings;
using ZoomOrleans.Api.School;
using ZoomOrleans.Api.Webhook;
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
        admin.MapGet("/quarantine", ShowQuarantine);
        admin.MapPost("/quarantine/{id:guid}/replay", Replay);
    }

    static async ValueTask<object?> AdminsOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Caller.Of(context.HttpContext.User).IsAdmin
            ? await next(context) : TypedResults.StatusCode(StatusCodes.Status403Forbidden);

    static async Task<RazorComponentResult> Show(
        string? done, PageUser user, UserSession session, SchoolClock clock, ZoomAccount account, IOptions<ZoomOptions> zoom) =>
        Page(user, await AdminState.Read(session, clock, account, zoom.Value), clock, done: done);

    static async Task<IResult> Adopt(
        AdoptionForm form, Adoption adoption, Creation creation, PageUser user, UserSession session, SchoolClock clock,
        Derivation derivation, ZoomAccount account, IOptions<ZoomOptions> zoom)
    {
        var (status, problem) = await Carry(form.ToRequest());
        return problem is null ? TypedResults.LocalRedirect("/admin?done=adopted#unscheduled")
            : Page(user, await AdminState.Read(session, clock, account, zoom.Value), clock, problem, status: status);

        async Task<(int Status, string? Problem)> Carry(AdoptedMeeting asked)
        {
            if (FormProblem.Of(asked) is { } wrong)
                return (StatusCodes.Status422UnprocessableEntity, wrong);
            try
            {
                return (await AdoptionRoutes.Adopt(asked, adoption, creation, session, clock, derivation)).Result
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

    static async Task<RazorComponentResult> ShowQuarantine(
        string? done, [AsParameters] PageRequest page, PageUser user, UserSession session, SchoolClock clock) =>
        QuarantinePage(user, await QuarantineRoutes.Read(session, page), clock, done: EnumText.Find<ReplayOutcome>(done ?? ""));

    static async Task<IResult> Replay(
        Guid id, PageUser user, UserSession session, SchoolClock clock, Quarantine quarantine, MeetingGrains meetings,
        CancellationToken cancellation)
    {
        var read = (await QuarantineRoutes.ReadAgain(id, session, quarantine, meetings, cancellation)).Result;
        return read switch
        {
            Ok<Replay> { Value: { } replay } =>
                TypedResults.LocalRedirect($"/admin/quarantine?done={EnumText.Of(replay.Outcome)}"),
            ProblemHttpResult refused => QuarantinePage(
                user, await QuarantineRoutes.Read(session, default), clock, refused.ProblemDetails.Detail,
                status: refused.StatusCode),
            _ => throw new InvalidOperationException("There is no other answer."),
        };
    }

    static RazorComponentResult Page(
        PageUser user, AdminState state, SchoolClock clock, string? problem = null, string? done = null,
        int status = StatusCodes.Status200OK) =>
        PageRoutes.Page<AdminPage>(
            new()
            {
                ["User"] = user, ["State"] = state, ["Zone"] = clock.ZoneName, ["Problem"] = problem,
                ["HasAdopted"] = done == "adopted",
            },
            status);

    static RazorComponentResult QuarantinePage(
        PageUser user, Page<QuarantinedEvent> events, SchoolClock clock, string? problem = null, ReplayOutcome? done = null,
        int status = StatusCodes.Status200OK) =>
        PageRoutes.Page<QuarantinePage>(
            new()
            {
                ["User"] = user, ["Events"] = events, ["Zone"] = clock.ZoneName, ["Problem"] = problem, ["Done"] = done,
            },
            status);
}

/// <summary>The form by which a meeting is taken in, as it was sent.</summary>
/// <param name="ZoomMeetingId">Zoom's number, or whatever was typed.</param>
/// <param name="ClassId">Null: nobody's but the host's.</param>
public sealed record AdoptionForm(string ZoomMeetingId, Guid? ClassId)
{
    public AdoptedMeeting ToRequest() => new() { ZoomMeetingId = ZoomMeetingId, ClassId = ClassId };

    public static async ValueTask<AdoptionForm?> BindAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return new("", null);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new($"{form["zoomMeetingId"]}", Guid.TryParse(form["classId"], out var id) ? id : null);
    }
}
