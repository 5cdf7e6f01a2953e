using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Administration;

/// <summary>A lesson that waits for a person or for Zoom's report.</summary>
/// <param name="MeetingId">Its meeting.</param>
/// <param name="OccurrenceId">The lesson.</param>
/// <param name="Title">The meeting's.</param>
/// <param name="Date">The day of the lesson.</param>
/// <param name="ClassId">Whose lesson.</param>
/// <param name="Held">Whether the whole lesson is held; else only marks of some students wait.</param>
/// <param name="Waiting">How many marks wait.</param>
public sealed record WaitingLesson(
    Guid MeetingId, string OccurrenceId, string Title, DateOnly Date, Guid? ClassId, bool Held, int Waiting);

/// <summary>Attendance that nobody has settled yet: it is not locked before.</summary>
public static class HeldRoutes
{
    const string Waiting = """
        SELECT meeting.id, occurrence.id, meeting.title, occurrence.date, meeting.class_id,
               occurrence.attendance_state = 'held', coalesce(waiting.marks, 0)
        FROM meeting_occurrences occurrence
            JOIN zoom_meetings meeting ON meeting.id = occurrence.meeting_id
            LEFT JOIN (SELECT occurrence_id, count(*)::integer AS marks FROM attendance_records
                       WHERE status IS NULL GROUP BY occurrence_id) waiting ON waiting.occurrence_id = occurrence.id
        WHERE (occurrence.attendance_state = 'held' OR waiting.marks > 0)
            AND ($1::date IS NULL OR (occurrence.date, occurrence.id) > ($1::date, $2::text))
        ORDER BY occurrence.date, occurrence.id
        LIMIT $3
        """;

    public static void MapHeld(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/admin/held", List).WithTags("Administration")
            .WithSummary("Lessons that are held, and lessons with marks that wait, the oldest first (admin)");

    static async Task<Results<Ok<Page<WaitingLesson>>, ProblemHttpResult>> List(
        [AsParameters] PageRequest page, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        return TypedResults.Ok(await Read(user, page));
    }

    internal static async Task<Page<WaitingLesson>> Read(UserSession user, PageRequest page)
    {
        var found = await user.Query(Waiting, [.. page.Place(2), page.Rows], row => new WaitingLesson(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.ValueOrNull<Guid>(4),
            row.GetBoolean(5), row.GetInt32(6)));
        return page.Of(found, last => [last.Date.ToString("O", CultureInfo.InvariantCulture), last.OccurrenceId]);
    }
}
