using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Meetings;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo.Registration;

namespace ZoomOrleans.Api.Pages.Join;

/// <summary>On to Zoom by the caller's own link; or why there is none, and what to do.</summary>
public static class JoinRoutes
{
    const string Path = "/join/{id:guid}";

    public static void MapJoin(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Join);
        pages.MapPost(Path, Register);
    }

    static async Task<Results<RedirectHttpResult, RazorComponentResult<JoinPage>, NotFound>> Join(
        Guid id, PageUser user, UserSession session, SchoolClock clock, Registrations registrations, HttpContext context)
    {
        var way = await WayIn.Of(id, session);
        // The link is the caller's own, and another one tomorrow perhaps.
        context.Response.Headers.CacheControl = "no-store";
        if (way.JoinUrl is { } link)
            return TypedResults.Redirect(link);
        return await Explained(id, way.Problem!, way.NeedsRegistration && registrations.IsConnected, user, session, clock)
            is { } page ? page : TypedResults.NotFound();
    }

    /// <summary>From the page itself, which then leads on, or says what is still in the way.</summary>
    static async Task<Results<RedirectHttpResult, RazorComponentResult<JoinPage>, NotFound>> Register(
        Guid id, PageUser user, UserSession session, SchoolClock clock, Registrations registrations, RegistrationRule rule)
    {
        var registered = await RegistrantRoutes.Register(id, session, registrations, rule);
        if (registered.Result is not ProblemHttpResult problem)
            return TypedResults.Redirect($"/join/{id}");
        return await Explained(id, problem, mayRegister: false, user, session, clock)
            is { } page ? page : TypedResults.NotFound();
    }

    /// <returns>Null where the caller sees no such meeting.</returns>
    static async Task<RazorComponentResult<JoinPage>?> Explained(
        Guid id, ProblemHttpResult problem, bool mayRegister, PageUser user, UserSession session, SchoolClock clock)
    {
        if (await session.Find(MeetingToJoin.ById, [id, clock.Now], MeetingToJoin.Read) is not { } meeting)
            return null;
        return PageRoutes.Page<JoinPage>(
            new
            {
                User = user,
                Clock = clock,
                Id = id,
                Meeting = meeting,
                Reason = problem.ProblemDetails.Detail!,
                Code = problem.Code(),
                MayRegister = mayRegister && meeting.Status != MeetingStatus.Ended,
            },
            problem.StatusCode);
    }
}
