using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Meetings;
using ZoomOrleans.Api.Pages.Lessons;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Pages.Meetings;

/// <summary>One meeting with its lessons, and the way to start it.</summary>
public static class MeetingPageRoutes
{
    const string ToCome = $"""
        WITH lesson AS (
            {ListedLesson.Occurrences}
            WHERE meeting_id = $1 AND NOT {MeetingAround.IsPast}
                AND ($3::timestamptz IS NULL OR ({ListedLesson.Start}, id) > ($3::timestamptz, $4::text))
            ORDER BY start_time, id
            LIMIT $5)
        SELECT {ListedLesson.Columns} FROM lesson {ListedLesson.Joins}
        ORDER BY lesson.start_time, lesson.id
        """;

    const string Past = $"""
        WITH lesson AS (
            {ListedLesson.Occurrences}
            WHERE meeting_id = $1 AND {MeetingAround.IsPast}
                AND ($3::timestamptz IS NULL OR ({ListedLesson.Start}, id) < ($3::timestamptz, $4::text))
            ORDER BY start_time DESC, id DESC
            LIMIT $5)
        SELECT {ListedLesson.Columns} FROM lesson {ListedLesson.Joins}
        ORDER BY lesson.start_time DESC, lesson.id DESC
        """;

    public static void MapMeetingPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet($"{MeetingsAsked.Path}/{{id:guid}}", Show);
        pages.MapGet($"{MeetingsAsked.Path}/{{id:guid}}/start", Start);
    }

    static async Task<Results<RazorComponentResult<MeetingPage>, NotFound>> Show(
        Guid id, bool? past, string? after, PageUser user, UserSession session, SchoolClock clock, ZoomAccount zoom)
    {
        if (await session.Find(MeetingRows.ById, [id], Meeting.Read) is not { } meeting
            || await session.Find(MeetingAround.ById, [id, clock.Now, user.Id], MeetingAround.Read) is not { } around)
            return TypedResults.NotFound();
        var showsPast = past ?? (around.ToCome == 0 && around.Past > 0);
        var page = new PageRequest(null, after);
        var lessons = await session.Query(
            showsPast ? Past : ToCome, [id, clock.Now, .. page.Place(2), page.Rows],
            row => ListedLesson.Read(row, session.Caller));
        return PageRoutes.Page<MeetingPage>(new
        {
            User = user,
            Clock = clock,
            Meeting = meeting,
            Around = around,
            ShowsPast = showsPast,
            IsFirst = after is null,
            Lessons = page.Of(lessons, last => [Rfc3339.Write(last.StartsAt), last.Id]),
            CanStart = zoom.IsConfigured,
        });
    }

    /// <summary>On to Zoom as the host. The link is asked for now, and kept nowhere.</summary>
    static async Task<Results<RedirectHttpResult, ProblemHttpResult>> Start(
        Guid id, UserSession session, AtZoom zoom, HttpContext context) =>
        (await HoldingRoutes.Start(id, session, zoom, context)).Result switch
        {
            Ok<StartLink> { Value: { } link } => TypedResults.Redirect(link.StartUrl),
            var problem => (ProblemHttpResult)problem,
        };
}
