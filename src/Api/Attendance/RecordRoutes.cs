using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Export;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The attendance of a lesson.</summary>
public static class RecordRoutes
{
    public static void MapRecords(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/meetings/{id:guid}/attendance", Show)
            .WithTags("Attendance").WithSummary("The attendance of a lesson; by default of the latest that has any")
            .WithExport();

    static async Task<Results<Ok<AttendanceAnswer>, ExportResult, ValidationProblem, NotFound>> Show(
        Guid id, string? occurrenceId, [AsParameters] ExportRequest export, UserSession user)
    {
        if (export.Problem is { } problem)
            return problem;
        if (await AttendanceAnswer.Find(user, id, occurrenceId) is not { } found)
            return Problems.NotFound;
        return export.File is null ? TypedResults.Ok(found) : await LessonExport.Of(found, export, user);
    }
}
