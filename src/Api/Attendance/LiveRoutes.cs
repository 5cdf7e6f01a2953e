using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>Who is in a lesson now, answered by the meeting's grain within what PostgreSQL lets the caller see.</summary>
public static class LiveRoutes
{
    public static void MapLiveView(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/meetings/{id:guid}/participants", Show)
            .WithTags("Attendance").WithSummary("Who is there, live");

    static async Task<Results<Ok<LiveView>, NotFound>> Show(
        Guid id, string? occurrenceId, Caller caller, LiveViewReader reader, CancellationToken cancellation) =>
        await reader.Read(caller, id, occurrenceId, cancellation) is { } view ? TypedResults.Ok(view) : Problems.NotFound;
}
