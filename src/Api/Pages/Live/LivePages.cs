using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Live;
using ZoomOrleans.Api.Pages.Marks;
using ZoomOrleans.Api.Pages.Meetings;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Pages.Live;

/// <summary>The page on which a lesson is watched, and its attendance decided.</summary>
public static class LivePages
{
    const int LessonsMax = 100;

    const string Meeting = """
        SELECT meeting.id, meeting.title, class.name, meeting.start_time, meeting.status,
               CASE WHEN class.teacher_id = $2 OR (SELECT access.is_admin()) THEN class.id END
        FROM zoom_meetings meeting LEFT JOIN classes class ON class.id = meeting.class_id
        WHERE meeting.id = $1 AND meeting.archived_at IS NULL
        """;

    /// <summary>Those about now, and the one that is shown ($3).</summary>
    const string Lessons = """
        SELECT id, start, status
        FROM (SELECT id, coalesce(scheduled_start, started_at) start, status
              FROM meeting_occurrences WHERE meeting_id = $1) lesson
        WHERE start IS NOT NULL
        ORDER BY id IS DISTINCT FROM $3, abs(extract(epoch FROM now() - start)), id
        LIMIT $2
        """;

    const string RegisteredGuest = "A registered guest";

    /// <summary>The address itself says who it is: a learner's has their number in it.</summary>
    const string GuestByAddress = "A guest known by address";

    /// <summary>Where a lesson is watched; null: the one that runs, or the latest.</summary>
    public static string Address(Guid meeting, string? occurrenceId) => $"{MeetingsAsked.AddressOf(meeting)}/participants"
        + (occurrenceId is null ? "" : $"?occurrenceId={Uri.EscapeDataString(occurrenceId)}");

    public static void MapLivePage(this IEndpointRouteBuilder pages) =>
        pages.MapGet($"{MeetingsAsked.Path}/{{id:guid}}/participants", Show);

    static async Task<Results<RazorComponentResult<LivePage>, NotFound>> Show(
        Guid id, [AsParameters] RollAddress address, PageUser user, UserSession session, LiveViewReader reader,
        DecisionMaker maker, SchoolClock clock, CancellationToken cancellation)
    {
        if (await session.Find(Meeting, [id, user.Id], ReadMeeting) is not { } meeting
            || await reader.Read(session.Caller, id, address.Choice.OccurrenceId, cancellation) is not { } view)
            return TypedResults.NotFound();
        var lessons = await session.Query(Lessons, [id, LessonsMax, view.OccurrenceId], ReadLesson);
        return PageRoutes.Page<LivePage>(new
        {
            Lesson = new LessonOnPage
            {
                User = user,
                Meeting = meeting,
                View = view,
                Choice = address.Choice,
                Zone = clock.ZoneName,
                Lessons = [.. lessons.OrderByDescending(lesson => lesson.Start)],
                Matches = view.Counts is null ? [] : await Matches(id, view, maker),
                Done = EnumText.Find<MarkDecision>(address.Done ?? ""),
            },
        });
    }

    /// <summary>Whom Zoom knows by an address is matched in all lessons, anybody else in the one where they were seen.</summary>
    static async Task<IReadOnlyList<MatchOnPage>> Matches(Guid meeting, LiveView view, DecisionMaker maker)
    {
        if ((await maker.Find(meeting)).Grain is not { } grain)
            return [];
        var students = view.Students.ToDictionary(student => student.StudentId, student => student.Name);
        return
        [
            .. from match in await grain.Matches()
               where match.OccurrenceId == view.OccurrenceId || !match.Emails.IsEmpty || !match.RegistrantIds.IsEmpty
               where students.ContainsKey(match.StudentId)
               select new MatchOnPage(
                   match.Id, match.Name ?? (match.Emails.IsEmpty ? RegisteredGuest : GuestByAddress), students[match.StudentId]),
        ];
    }

    static MeetingOnPage ReadMeeting(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.TextOrNull(2), row.Time(3), row.GetString(4), row.ValueOrNull<Guid>(5));

    static LessonToChoose ReadLesson(NpgsqlDataReader row) =>
        new(row.GetString(0), row.Time(1), EnumText.Read<OccurrenceStatus>(row.GetString(2)));
}

/// <summary>What of the page's address says which rows are shown.</summary>
public sealed record RollAddress(string? OccurrenceId, string? Show, string? Q, string? Sort, string? Done)
{
    public RollChoice Choice => RollChoice.Of(OccurrenceId, Show, Q, Sort);
}
