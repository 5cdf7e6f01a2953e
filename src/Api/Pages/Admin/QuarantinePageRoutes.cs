using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Administration;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;
using ZoomOrleans.Api.Webhook;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>What lies in quarantine, and having it read again.</summary>
static class QuarantinePageRoutes
{
    public static void MapQuarantinePage(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/quarantine", Show);
        admin.MapPost("/quarantine/{id:guid}/replay", Replay);
    }

    static async Task<RazorComponentResult<QuarantinePage>> Show(
        string? done, [AsParameters] PageRequest page, PageUser user, UserSession session, SchoolClock clock) =>
        PageRoutes.Page<QuarantinePage>(new
        {
            User = user, Events = await QuarantineRoutes.Read(session, page), Zone = clock.ZoneName,
            IsLaterPage = page.After is not null, Done = EnumText.Find<ReplayOutcome>(done ?? ""),
        });

    static async Task<IResult> Replay(
        Guid id, PageUser user, UserSession session, SchoolClock clock, Quarantine quarantine, MeetingGrains meetings,
        CancellationToken cancellation)
    {
        var read = (await QuarantineRoutes.ReadAgain(id, session, quarantine, meetings, cancellation)).Result;
        return read switch
        {
            Ok<Replay> { Value: { } replay } =>
                TypedResults.LocalRedirect($"/admin/quarantine?done={EnumText.Of(replay.Outcome)}"),
            ProblemHttpResult refused => PageRoutes.Page<QuarantinePage>(
                new
                {
                    User = user, Events = await QuarantineRoutes.Read(session, default), Zone = clock.ZoneName,
                    Problem = refused.ProblemDetails.Detail,
                },
                refused.StatusCode),
            _ => throw new InvalidOperationException("There is no other answer."),
        };
    }
}
