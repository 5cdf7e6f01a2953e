using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The lessons of a meeting: planned, held, or both.</summary>
public static class OccurrenceRoutes
{
    const string Meeting = "SELECT id FROM zoom_meetings WHERE id = $1";

    const string OfMeeting = """
        SELECT id, scheduled_start, duration, started_at, ended_at, status, attendance_state, degraded,
               (SELECT coalesce(jsonb_agg(
                    jsonb_build_object('uuid', uuid, 'startedAt', run.started_at, 'endedAt', run.ended_at)
                    ORDER BY run.started_at, uuid), '[]')
                FROM meeting_runs run WHERE run.occurrence_id = occurrence.id)
        FROM meeting_occurrences occurrence
        WHERE meeting_id = $1
            AND ($2::timestamptz IS NULL OR (coalesce(scheduled_start, started_at), id) > ($2::timestamptz, $3::text))
        ORDER BY coalesce(scheduled_start, started_at), id
        LIMIT $4
        """;

    public static void MapOccurrences(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/meetings/{id:guid}/occurrences", List)
            .WithTags("Attendance").WithSummary("The meeting's lessons, by start, with Zoom's runs");

    static async Task<Results<Ok<Page<MeetingOccurrence>>, NotFound>> List(
        Guid id, [AsParameters] PageRequest page, UserSession user)
    {
        if (!await user.Sees(Meeting, id))
            return Problems.NotFound;
        var found = await user.Query(OfMeeting, [id, .. page.Place(2), page.Rows], MeetingOccurrence.Read);
        return TypedResults.Ok(page.Of(
            found, last => [Rfc3339.Write((last.ScheduledStart ?? last.StartedAt)!.Value), last.Id]));
    }
}
