using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Live;

/// <summary>Who is in a lesson now, answered by the meeting's grain within what PostgreSQL lets the caller see.</summary>
public static class LiveRoutes
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LiveViewReader>().AddSingleton<LiveFeeds>().AddSingleton<LiveRights>();
        builder.Services.AddSingleton<LiveStreams>().AddOptions<LiveOptions>()
            .Bind(builder.Configuration.GetSection("Live")).ValidateDataAnnotations().ValidateOnStart();
    }

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var live = routes.MapGroup("/api/zoom/meetings/{id:guid}/participants").WithTags("Attendance");
        live.MapGet("", Show).WithSummary("Who is there, live");
        live.MapGet("/stream", Stream).WithSummary("The same as server-sent events").WithDescription(
            "First a `snapshot`, the live view; then `changes`, of the same shape but with the changed students and "
            + "guests only, or a further `snapshot` where somebody is no longer among them, or where the reader was too "
            + "slow. When nothing happens, a `ping` with `asOf`: up to when that is known. It ends with the caller's token, and "
            + "when they may no longer see the meeting; and with `replaced` where the caller has opened so many others since "
            + "that they have no more at once. 503 where the server holds as many as it may.")
            .Produces<LiveView>(200, "text/event-stream").ProducesProblem(503);
    }

    static async Task<Results<Ok<LiveView>, NotFound>> Show(
        Guid id, string? occurrenceId, Caller caller, LiveViewReader reader, CancellationToken cancellation) =>
        await reader.Read(caller, id, occurrenceId, cancellation) is { } view ? TypedResults.Ok(view) : Problems.NotFound;

    static async Task<Results<ServerSentEventsResult<byte[]>, NotFound, ProblemHttpResult>> Stream(
        Guid id, string? occurrenceId, LiveStream stream, HttpResponse response, CancellationToken cancellation)
    {
        if (stream.Enter() is { } refused)
            return refused;
        if (!await stream.Open(id, occurrenceId, cancellation))
            return Problems.NotFound;
        // Proxies that gather an answer before they pass it on would hold back all of it.
        response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(stream.Events(cancellation));
    }
}
