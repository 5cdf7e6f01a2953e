using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Meetings;

public sealed record JoinLink(string JoinUrl);

public sealed record StartLink(string StartUrl);

/// <summary>Meetings that are held: started, joined, ended.</summary>
public static class HoldingRoutes
{
    public static void MapHolding(this IEndpointRouteBuilder routes)
    {
        var meetings = routes.MapGroup("/api/zoom/meetings/{id:guid}").WithTags("Meetings");
        meetings.MapGet("/join", Join).WithSummary("Your link to join by: your own where you are registered (not for parents)");
        meetings.MapGet("/start", Start).WithSummary("The link by which the host starts the meeting (host, admin)")
            .WithDescription("Fetched from Zoom each time. Whoever has it is the host: it is worth nothing after two hours.");
        meetings.MapPost("/end", End).WithSummary("End the running meeting in Zoom (host, admin)");
    }

    static async Task<Results<Ok<JoinLink>, ProblemHttpResult>> Join(Guid id, UserSession user, HttpContext context)
    {
        var way = await WayIn.Of(id, user);
        if (way.JoinUrl is not { } link)
            return way.Problem!;
        KeepNowhere(context);
        return TypedResults.Ok(new JoinLink(link));
    }

    internal static async Task<Results<Ok<StartLink>, ProblemHttpResult>> Start(
        Guid id, UserSession user, AtZoom zoom, HttpContext context)
    {
        if (await MeetingRoutes.Refused(id, user) is { } refused)
            return refused;
        var meeting = (await user.Find(MeetingRows.ById, [id], Meeting.Read))!;
        if (meeting.Status == MeetingStatus.Cancelled)
            return Problems.Conflict("The meeting is cancelled.");
        if (await zoom.StartUrl(meeting) is not { } link)
            return Problems.Coded(409, "ZOOM_MISSING", "Zoom has no link to start this meeting by.");
        KeepNowhere(context);
        return TypedResults.Ok(new StartLink(link));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> End(Guid id, UserSession user, AtZoom zoom)
    {
        if (await MeetingRoutes.Refused(id, user) is { } refused)
            return refused;
        return await zoom.End((await user.Find(MeetingRows.ById, [id], Meeting.Read))!)
            ? TypedResults.NoContent() : Problems.Coded(409, "ZOOM_NOT_RUNNING", "The meeting is not running.");
    }

    static void KeepNowhere(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}
