using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The lessons of a meeting: planned, held, or both.</summary>
public static class OccurrenceRoutes
{
    const string Meeting = "SELECT id FROM zoom_meetings WHERE id = $1";

    public static void MapOccurrences(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/meetings/{id:guid}/occurrences", List)
            .WithTags("Attendance").WithSummary("The meeting's lessons, by start, with Zoom's runs");

    static async Task<Results<Ok<Page<MeetingOccurrence>>, NotFound>> List(
        Guid id, [AsParameters] PageRequest page, UserSession user)
    {
        if (!await user.Sees(Meeting, id))
            return Problems.NotFound;
        return TypedResults.Ok(await MeetingOccurrence.Page(user, id, page));
    }
}
