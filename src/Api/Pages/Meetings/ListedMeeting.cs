using Npgsql;
using ZoomOrleans.Api.Meetings;

namespace ZoomOrleans.Api.Pages.Meetings;

/// <summary>A meeting in the list of meetings.</summary>
/// <param name="Id">Ours.</param>
/// <param name="Title">Its title.</param>
/// <param name="ClassId">For whom it is; null where it is for no class, or for one that the reader does not see.</param>
/// <param name="ClassName">The name of that class.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Begins">When it begins; by this the list is sorted.</param>
/// <param name="Next">Its next lesson.</param>
/// <param name="Last">The last lesson that was held.</param>
/// <param name="IsHeld">Whether the attendance of a lesson waits for somebody's word; told to those who may say it.</param>
public sealed record ListedMeeting(
    Guid Id, string Title, Guid? ClassId, string? ClassName, MeetingStatus Status, DateTimeOffset Begins,
    DateTimeOffset? Next, DateTimeOffset? Last, bool IsHeld)
{
    /// <summary>Those asked for ($1 to $6), the latest first, behind a place ($7, $8), at most $9, as it is $10.</summary>
    public const string Filtered = $"""
        WITH page AS (
            SELECT meeting.id, title, class_id, status, start_time
            FROM zoom_meetings meeting
            WHERE {MeetingRows.Asked}
                AND ($7::timestamptz IS NULL OR (start_time, id) < ($7::timestamptz, $8::uuid))
            ORDER BY start_time DESC, id DESC
            LIMIT $9)
        SELECT page.id, title, class.id, class.name, page.status, start_time, lesson.next, lesson.last,
               lesson.is_held AND (page.id = ANY ((SELECT access.supervised_meetings())::uuid[]) OR (SELECT access.is_admin()))
        FROM page
            LEFT JOIN classes class ON class.id = page.class_id
            LEFT JOIN LATERAL (
                SELECT min(scheduled_start) FILTER (WHERE status = 'scheduled' AND scheduled_start > $10) AS next,
                       max(coalesce(scheduled_start, started_at)) FILTER (WHERE status IN ('started', 'ended')) AS last,
                       coalesce(bool_or(attendance_state = 'held'), false) AS is_held
                FROM meeting_occurrences WHERE meeting_id = page.id) lesson ON true
        ORDER BY start_time DESC, page.id DESC
        """;

    public static ListedMeeting Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.ValueOrNull<Guid>(2), row.TextOrNull(3),
        EnumText.Read<MeetingStatus>(row.GetString(4)), row.Time(5), row.ValueOrNull<DateTimeOffset>(6),
        row.ValueOrNull<DateTimeOffset>(7), row.GetBoolean(8));
}
