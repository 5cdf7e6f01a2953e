using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Live;
using ZoomOrleans.Api.Pages.Admin;
using ZoomOrleans.Api.Pages.Calendar;
using ZoomOrleans.Api.Pages.Classes;
using ZoomOrleans.Api.Pages.Join;
using ZoomOrleans.Api.Pages.Marks;
using ZoomOrleans.Api.Pages.Meetings;
using ZoomOrleans.Api.Pages.Students;
using ZoomOrleans.Api.Pages.Today;

namespace ZoomOrleans.Api.Pages;

/// <summary>A meeting as a page names it.</summary>
public sealed record MeetingOnPage(
    Guid Id, string Title, string? ClassName, DateTimeOffset Start, string TimeZone, string Status);

/// <summary>The pages people look at: rendered here, and readable without any script.</summary>
public static class PageRoutes
{
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
        pages.MapToday();
        pages.MapMeetingList();
        pages.MapMeetingPage();
        pages.MapGet("/teacher/meetings/{id:guid}/participants", Live);
        pages.MapMarkPage();
        pages.MapClassPages();
        pages.MapStudentPages();
        pages.MapAdminPages();
        pages.MapJoin();
        pages.MapCalendar();
    }

    static async Task<Results<RazorComponentResult, NotFound>> Live(
        Guid id, string? occurrenceId, PageUser user, UserSession session, LiveViewReader reader, CancellationToken cancellation)
    {
        if (await session.Find(Meetings, [id, 1], ReadMeeting) is not { } meeting
            || await reader.Read(session.Caller, id, occurrenceId, cancellation) is not { } view)
            return TypedResults.NotFound();
        return Page<LivePage>(new()
        {
            ["User"] = user,
            ["Meeting"] = meeting,
            ["View"] = view,
        });
    }

    static MeetingOnPage ReadMeeting(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
        row.GetFieldValue<DateTimeOffset>(3), row.GetString(4), row.GetString(5));

    internal static RazorComponentResult Page<TPage>(
        Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new(typeof(TPage), parameters) { StatusCode = status };
}
