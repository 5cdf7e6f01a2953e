using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Pages.Lessons;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Pages.Today;

/// <summary>A meeting that one may join at any time.</summary>
public sealed record OpenMeeting(Guid Id, string Title, string? ClassName);

/// <summary>What somebody has before them today.</summary>
/// <param name="Lessons">Of the day at the school: what runs first, then by time.</param>
/// <param name="Next">Where the day has none any more: those that come next.</param>
/// <param name="Waiting">Of the days before, those whose attendance the reader can settle, the latest first.</param>
/// <param name="Open">Meetings without a time of their own.</param>
public sealed record TodayLessons(
    IReadOnlyList<ListedLesson> Lessons, IReadOnlyList<ListedLesson> Next, IReadOnlyList<ListedLesson> Waiting,
    IReadOnlyList<OpenMeeting> Open)
{
    /// <summary>More than one person can have; of a large school's admin the rest is in the list of meetings.</summary>
    public const int LessonsMax = 200;

    const int NextMax = 5;
    const int WaitingMax = 20;
    const int WaitingDays = 30;
    const int OpenMax = 50;

    /// <summary>
    /// The day at the school ($1) lasts from $2 to $3; at their meetings' places its lessons may be filed up to two days off.
    /// A lesson that was taken out of its meeting's plan is only in the calendar, as cancelled.
    /// </summary>
    const string OfDay = $"""
        WITH found AS (
            {ListedLesson.Occurrences}
            WHERE date BETWEEN $1::date - 2 AND $1::date + 2
                AND (status = 'started' OR {ListedLesson.Start} >= $2 AND {ListedLesson.Start} < $3)
            UNION ALL
            SELECT occurrence_id, meeting_id, start_time, end_time, 'cancelled', 'none'
            FROM calendar_events event
            WHERE status = 'cancelled' AND start_time >= $2 AND start_time < $3
                AND NOT EXISTS (SELECT FROM meeting_occurrences WHERE id = event.occurrence_id)),
        lesson AS (
            SELECT found.*
            FROM found JOIN zoom_meetings meeting ON meeting.id = meeting_id
            WHERE archived_at IS NULL
            ORDER BY found.status <> 'started', found.start_time, found.id
            LIMIT $4)
        SELECT {ListedLesson.Columns}
        FROM lesson {ListedLesson.Joins}
        ORDER BY lesson.status <> 'started', lesson.start_time, lesson.id
        """;

    const string AfterDay = $"""
        WITH lesson AS (
            SELECT occurrence_id AS id, meeting_id, start_time, end_time, 'scheduled' AS status, 'none' AS attendance_state
            FROM calendar_events
            WHERE status = 'confirmed' AND start_time >= $1
            ORDER BY start_time, calendar_events.id
            LIMIT $2)
        SELECT {ListedLesson.Columns}
        FROM lesson {ListedLesson.Joins}
        ORDER BY lesson.start_time, lesson.id
        """;

    const string BeforeDay = $"""
        WITH lesson AS (
            {ListedLesson.Occurrences}
            WHERE date > $1::date - $4 AND {ListedLesson.Start} < $2 AND status = 'ended'
                AND (meeting_id = ANY ((SELECT access.supervised_meetings())::uuid[]) OR (SELECT access.is_admin()))
                AND meeting_id IN (SELECT id FROM zoom_meetings WHERE archived_at IS NULL)
                AND (attendance_state = 'held'
                    OR id IN (SELECT occurrence_id FROM attendance_records WHERE status IS NULL))
            ORDER BY start_time DESC, id
            LIMIT $3)
        SELECT {ListedLesson.Columns}
        FROM lesson {ListedLesson.Joins}
        ORDER BY lesson.start_time DESC, lesson.id
        """;

    const string WithoutTime = """
        SELECT meeting.id, meeting.title, class.name
        FROM zoom_meetings meeting LEFT JOIN classes class ON class.id = meeting.class_id
        WHERE archived_at IS NULL AND status <> 'cancelled'
            AND (meeting_type = 'recurring' AND recurrence IS NULL
                OR meeting_type = 'instant' AND status = 'scheduled' AND start_time >= $1 AND start_time < $2)
        ORDER BY meeting.title, meeting.id
        LIMIT $3
        """;

    public static async Task<TodayLessons> Of(PageUser user, UserSession session, SchoolClock clock)
    {
        var (today, zone) = (clock.Today, clock.Zone);
        var start = WallClock.At(today.ToDateTime(default), zone);
        var end = WallClock.At(today.AddDays(1).ToDateTime(default), zone);
        Task<List<ListedLesson>> Lessons(string sql, params object?[] values) =>
            session.Query(sql, values, row => ListedLesson.Read(row, session.Caller));

        var lessons = await Lessons(OfDay, today, start, end, LessonsMax);
        return new TodayLessons(
            lessons,
            lessons.Exists(one => one.IsAhead) ? [] : await Lessons(AfterDay, end, NextMax),
            user.Teaches ? await Lessons(BeforeDay, today, start, WaitingMax, WaitingDays) : [],
            await session.Query(WithoutTime, [start, end, OpenMax], row => new OpenMeeting(
                row.GetGuid(0), row.GetString(1), row.TextOrNull(2))));
    }
}
