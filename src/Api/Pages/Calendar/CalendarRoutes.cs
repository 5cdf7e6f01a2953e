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
    public const string Path = "/calendar";

    const string Feed = "SELECT created_at FROM calendar_feeds WHERE user_id = $1";

    /// <summary>Those not over at $1, behind a place ($2, $3), at most $4. None lasts longer than a day.</summary>
    const string ToCome = $"""
        WITH event AS (
            SELECT * FROM calendar_events
            WHERE start_time > $1 - interval '1 day' AND end_time > $1
                AND ($2::timestamptz IS NULL OR (start_time, id) > ($2::timestamptz, $3::uuid))
            ORDER BY start_time, id
            LIMIT $4),
        lesson AS (
            SELECT occurrence_id AS id, meeting_id, start_time, end_time, id AS event_id,
                   CASE status WHEN 'cancelled' THEN status ELSE coalesce(
                       (SELECT status FROM meeting_occurrences WHERE id = event.occurrence_id), 'scheduled') END AS status,
                   coalesce((SELECT attendance_state FROM meeting_occurrences WHERE id = event.occurrence_id), 'none')
                       AS attendance_state
            FROM event)
        SELECT {ListedLesson.Columns}, event_id
        FROM lesson {ListedLesson.Joins}
        ORDER BY lesson.start_time, event_id
        """;

    public static void MapCalendar(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show);
        pages.MapPost(Path, Make);
        pages.MapPost($"{Path}/end", Revoke);
    }

    static async Task<RazorComponentResult<CalendarPage>> Show(
        string? after, PageUser user, UserSession session, SchoolClock clock, ZoomAccount zoom, HttpContext context)
    {
        var page = new PageRequest(null, after);
        var found = await session.Query(
            ToCome, [clock.Now, .. page.Place(2), page.Rows],
            row => (Lesson: ListedLesson.Read(row, session.Caller), Event: row.GetGuid(ListedLesson.ColumnCount)));
        var lessons = page.Of(found, last => [Rfc3339.Write(last.Lesson.StartsAt), last.Event.ToString()]);
        return PageRoutes.Page<CalendarPage>(new
        {
            User = user,
            Clock = clock,
            Feed = await session.Find(Feed, [user.Id], row => new FeedSince(row.Time(0))),
            NewAddress = NewAddress.Take(context, user),
            IsFirst = after is null,
            Lessons = new Page<ListedLesson>([.. lessons.Items.Select(one => one.Lesson)], lessons.NextCursor),
            CanStart = zoom.IsConfigured,
        });
    }

    /// <summary>Loading the page again makes no other one.</summary>
    static async Task<RedirectHttpResult> Make(PageUser user, UserSession session, HttpContext context)
    {
        var made = await FeedRoutes.Make(session, context);
        NewAddress.Keep(context, user, made.Value!.Url);
        return TypedResults.Redirect(Path);
    }

    static async Task<RedirectHttpResult> Revoke(UserSession session)
    {
        await FeedRoutes.Revoke(session);
        return TypedResults.Redirect(Path);
    }
}
