using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.CheckIns;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Pages.CheckIns;

/// <summary>Check-ins of a class, for who teaches it: opened here, shown to the class, and looked at afterwards.</summary>
static class CheckInPageRoutes
{
    const string Path = "/classes/{id:guid}/check-ins";

    public static void MapCheckInPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, List);
        pages.MapPost(Path, Start);
        pages.MapGet($"{Path}/{{checkInId:guid}}", Show);
        pages.MapPost($"{Path}/{{checkInId:guid}}/close", Close);
        pages.MapOwnCheckIn();
    }

    /// <summary>Where a class's check-ins are listed and opened.</summary>
    public static string Address(Guid classId, string? occurrenceId = null) =>
        $"/classes/{classId}/check-ins" + (occurrenceId is null ? "" : $"?occurrenceId={Uri.EscapeDataString(occurrenceId)}");

    static async Task<IResult> List(
        Guid id, string? occurrenceId, [AsParameters] PageRequest page, PageUser user, UserSession session, SchoolClock clock,
        HttpRequest request)
    {
        if (await ClassPolicyRoutes.Refused(id, session) is { } refused)
            return TypedResults.StatusCode(refused.StatusCode);
        return PageRoutes.Page<CheckInsPage>(new
        {
            User = user, Zone = clock.ZoneName,
            Class = await session.Find(ClassRoutes.ById, [id], SchoolClass.Read),
            CheckIns = await CheckInRoutes.Page(id, page, session, request),
            IsLaterPage = page.After is not null, OccurrenceId = occurrenceId,
        });
    }

    static async Task<IResult> Start(Guid id, CheckInForm form, UserSession session)
    {
        var (opened, _, refused) = await CheckInRoutes.Start(id, new() { OccurrenceId = form.OccurrenceId }, session);
        return refused is null
            ? TypedResults.LocalRedirect($"{Address(id)}/{opened}") : TypedResults.StatusCode(refused.StatusCode);
    }

    static async Task<IResult> Show(
        Guid id, Guid checkInId, PageUser user, UserSession session, SchoolClock clock, HttpRequest request)
    {
        if (await ClassPolicyRoutes.Refused(id, session) is { } refused)
            return TypedResults.StatusCode(refused.StatusCode);
        if (await CheckInRoutes.Find(id, checkInId, session, request) is not { } found)
            return TypedResults.NotFound();
        return PageRoutes.Page<CheckInPage>(new
        {
            User = user, Zone = clock.ZoneName, CheckIn = found,
            Suspicions = await Suspicion.Find(session, checkInId),
            Site = request.Host.Value,
        });
    }

    static async Task<IResult> Close(Guid id, Guid checkInId, UserSession session, HttpRequest request) =>
        (await CheckInRoutes.Close(id, checkInId, session, request)).Result is ProblemHttpResult refused
            ? TypedResults.StatusCode(refused.StatusCode) : TypedResults.LocalRedirect($"{Address(id)}/{checkInId}");
}

/// <summary>The form by which a check-in is opened.</summary>
/// <param name="OccurrenceId">Null: the lesson under way, else the nearest.</param>
sealed record CheckInForm(string? OccurrenceId)
{
    public static async ValueTask<CheckInForm?> BindAsync(HttpContext context) => new(
        context.Request.HasFormContentType
        && $"{(await context.Request.ReadFormAsync(context.RequestAborted))["occurrenceId"]}" is { Length: > 0 } lesson
            ? lesson : null);
}
