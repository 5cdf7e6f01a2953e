using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Live;

/// <summary>Who is in a lesson now, answered by the meeting's grain within what PostgreSQL lets the caller see.</summary>
public static class LiveRoutes
{
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var live = routes.MapGroup("/api/zoom/meetings/{id:guid}/participants").WithTags("Attendance");
        live.MapGet("", Show).WithSummary("Who is there, live");
        live.MapGet("/stream", Stream).WithSummary("The same as server-sent events").WithDescription(
            "First a `snapshot`, the live view; then `changes`, of the same shape but with the changed students and "
            + "guests only, or a further `snapshot` where somebody is no longer among them. A `ping` when nothing "
            + "happens. It ends with the caller's token, and when they may no longer see the meeting.");
    }

    static async Task<Results<Ok<LiveView>, NotFound>> Show(
        Guid id, string? occurrenceId, Caller caller, LiveViewReader reader, CancellationToken cancellation) =>
        await reader.Read(caller, id, occurrenceId, cancellation) is { } view ? TypedResults.Ok(view) : Problems.NotFound;

    static async Task<Results<ServerSentEventsResult<LiveView?>, NotFound>> Stream(
        Guid id, string? occurrenceId, LiveStream stream, HttpResponse response, IHostApplicationLifetime program,
        CancellationToken cancellation)
    {
        if (!await stream.Open(id, occurrenceId, cancellation))
            return Problems.NotFound;
        // Proxies that gather an answer before they pass it on would hold back all of it.
        response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(stream.Events(program.ApplicationStopping));
    }
}
