using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The attendance of a lesson.</summary>
public static class RecordRoutes
{
    public static void MapRecords(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/meetings/{id:guid}/attendance", Show)
            .WithTags("Attendance").WithSummary("The attendance of a lesson; by default of the latest that has any");

    static async Task<Results<Ok<AttendanceAnswer>, NotFound>> Show(Guid id, string? occurrenceId, UserSession user) =>
        await AttendanceAnswer.Find(user, id, occurrenceId) is { } found ? TypedResults.Ok(found) : Problems.NotFound;
}
