using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Calendar;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Pages.Lessons;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Pages.Calendar;

/// <summary>Whether somebody has an address for calendar programs, and since when.</summary>
public sealed record FeedSince(DateTimeOffset At);

/// <summary>The lessons to come, and the secret address by which calendar programs know them.</summary>
public static class CalendarRoutes
{
    const string Path = "/calendar";

    const string Feed = "SELECT created_at FROM calendar_feeds WHERE user_id = $1";

    /// <summary>Those not over at $1, behind a place ($2, $3), at most $4.</summary>
    const string ToCome = $"""
        WITH lesson AS (
            SELECT event.occurrence_id AS id, event.meeting_id, start_time, end_time,
                   CASE event.status WHEN 'cancelled' THEN 'cancelled' ELSE coalesce(occurrence.status, 'scheduled') END AS status,
                   coalesce(attendance_state, 'none') AS attendance_state
            FROM calendar_events event LEFT JOIN meeting_occurrences occurrence ON occurrence.id = occurrence_id
            WHERE end_time > $1
                AND EXISTS (SELECT FROM zoom_meetings WHERE id = event.meeting_id AND archived_at IS NULL)
                AND ($2::timestamptz IS NULL OR (start_time, occurrence_id) > ($2::timestamptz, $3::text))
            ORDER BY start_time, occurrence_id
            LIMIT $4)
        SELECT {ListedLesson.Columns} FROM lesson {ListedLesson.Joins}
        ORDER BY lesson.start_time, lesson.id
        """;

    public static void MapCalendar(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (string? after, PageUser user, UserSession session, SchoolClock clock, ZoomAccount zoom) =>
            Show(null, after, user, session, clock, zoom));
        pages.MapPost(Path, Make);
        pages.MapPost($"{Path}/end", Revoke);
    }

    static async Task<RazorComponentResult<CalendarPage>> Show(
        string? newAddress, string? after, PageUser user, UserSession session, SchoolClock clock, ZoomAccount zoom)
    {
        var page = new PageRequest(null, after);
        var lessons = await session.Query(
            ToCome, [clock.Now, .. page.Place(2), page.Rows], row => ListedLesson.Read(row, session.Caller));
        return new(new
        {
            User = user,
            Clock = clock,
            Feed = await session.Find(Feed, [user.Id], row => new FeedSince(row.Time(0))),
            NewAddress = newAddress,
            IsFirst = after is null,
            Lessons = page.Of(lessons, last => [Rfc3339.Write(last.StartsAt), last.Id]),
            CanStart = zoom.IsConfigured,
        });
    }

    /// <summary>Answered by the page itself: the address is shown this once, and stands in no address.</summary>
    static async Task<RazorComponentResult<CalendarPage>> Make(
        PageUser user, UserSession session, SchoolClock clock, ZoomAccount zoom, HttpContext context)
    {
        var made = await FeedRoutes.Make(session, context);
        return await Show(made.Value!.Url, null, user, session, clock, zoom);
    }

    static async Task<RedirectHttpResult> Revoke(UserSession session)
    {
        await FeedRoutes.Revoke(session);
        return TypedResults.Redirect(Path);
    }
}
