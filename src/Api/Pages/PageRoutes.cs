using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Meetings;
using ZoomOrleans.Api.Pages.Live;

namespace ZoomOrleans.Api.Pages;

/// <summary>A meeting as a page names it.</summary>
public sealed record MeetingOnPage(
    Guid Id, string Title, string? ClassName, DateTimeOffset Start, string TimeZone, string Status);

/// <summary>The pages people look at: rendered here, and readable without any script.</summary>
public static class PageRoutes
{
    const int MeetingsMax = 100;

    const string Meetings = """
        SELECT meeting.id, meeting.title, class.name, meeting.start_time, meeting.timezone, meeting.status
        FROM zoom_meetings meeting LEFT JOIN classes class ON class.id = meeting.class_id
        WHERE meeting.archived_at IS NULL AND ($1::uuid IS NULL OR meeting.id = $1)
        ORDER BY abs(extract(epoch FROM now() - meeting.start_time)), meeting.id
        LIMIT $2
        """;

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", Today);
        pages.MapGet("/teacher/meetings", Today);
        pages.MapLivePage();
        pages.MapGet("/join/{id:guid}", Join);
    }

    static async Task<RazorComponentResult> Today(PageUser user, UserSession session) =>
        Page<TodayPage>(new()
        {
            ["User"] = user,
            ["Meetings"] = await session.Query(Meetings, [null, MeetingsMax], ReadMeeting),
        });

    /// <summary>On to Zoom, or why not.</summary>
    static async Task<Results<RedirectHttpResult, RazorComponentResult, NotFound>> Join(
        Guid id, PageUser user, UserSession session)
    {
        var way = await WayIn.Of(id, session);
        if (way.JoinUrl is { } link)
            return TypedResults.Redirect(link);
        if (way.Problem is { StatusCode: 404, ProblemDetails.Detail: null })
            return TypedResults.NotFound();
        var page = Page<NoWayInPage>(new()
        {
            ["User"] = user, ["Reason"] = way.Problem!.ProblemDetails.Detail,
        });
        page.StatusCode = way.Problem.StatusCode;
        return page;
    }

    internal static MeetingOnPage ReadMeeting(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
        row.GetFieldValue<DateTimeOffset>(3), row.GetString(4), row.GetString(5));

    static RazorComponentResult Page<TPage>(Dictionary<string, object?> parameters) where TPage : IComponent =>
        new(typeof(TPage), parameters);
}
