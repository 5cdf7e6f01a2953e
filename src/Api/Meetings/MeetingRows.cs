using System.Text.Json;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Meetings;

/// <summary>Meetings in their table, and the schedules that follow each other.</summary>
static class MeetingRows
{
    /// <summary>With what the caller may know of the way in: the columns that <see cref="Meeting.Read"/> reads.</summary>
    public const string ById = $"""
        SELECT {MeetingSql.Own}, way.join_url, way.password
        FROM zoom_meetings meeting LEFT JOIN access.ways_in(ARRAY[$1::uuid]) way ON way.meeting_id = meeting.id
        WHERE meeting.id = $1
        """;

    const string LockById = $"{ById} FOR NO KEY UPDATE OF meeting";

    const string SeenById = "SELECT zoom_seen FROM zoom_meetings WHERE id = $1";

    const string LatestLessons =
        "SELECT lessons FROM meeting_schedules WHERE meeting_id = $1 ORDER BY valid_from DESC LIMIT 1";

    /// <summary>
    /// The meetings that a <see cref="MeetingFilter"/> asks for: $1 to $6. In time is one that begins, or has a lesson, in
    /// [$4, $5).
    /// </summary>
    public const string Asked = """
        ($1::text IS NULL OR status = $1)
        AND ($2::uuid IS NULL OR class_id = $2)
        AND ($3::uuid IS NULL OR host_id = $3)
        AND (start_time >= $4 AND start_time < $5
            OR EXISTS (
                SELECT FROM meeting_occurrences occurrence
                WHERE occurrence.meeting_id = meeting.id
                    AND coalesce(scheduled_start, started_at) >= $4 AND coalesce(scheduled_start, started_at) < $5))
        AND (archived_at IS NOT NULL) = $6
        """;

    public const string Filtered = $"""
        WITH page AS (
            SELECT {MeetingSql.Own}
            FROM zoom_meetings meeting
            WHERE {Asked}
                AND ($7::timestamptz IS NULL OR (start_time, id) > ($7::timestamptz, $8::uuid))
            ORDER BY start_time, id
            LIMIT $9)
        SELECT page.*, way.join_url, way.password
        FROM page LEFT JOIN access.ways_in(array(SELECT id FROM page)) way ON way.meeting_id = page.id
        ORDER BY start_time, id
        """;

    const string Add = """
        INSERT INTO zoom_meetings (id, title, description, start_time, duration, timezone, target_audience, class_id,
                                   host_id, registration_enabled, settings, recurrence, meeting_type, zoom_meeting_id,
                                   join_url, password, registration_url, zoom_seen)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12::jsonb, $13, $14, $15, $16, $17, $18::jsonb)
        """;

    const string Change = """
        UPDATE zoom_meetings
        SET title = $2, description = $3, start_time = $4, duration = $5, timezone = $6, target_audience = $7,
            class_id = $8, host_id = $9, registration_enabled = $10, settings = $11::jsonb, recurrence = $12::jsonb,
            registration_url = $13, zoom_seen = coalesce($14::jsonb, zoom_seen), updated_at = now()
        WHERE id = $1
        """;

    /// <summary>Nobody else changes it until the transaction ends.</summary>
    /// <exception cref="ZoomException">Somebody does, and waits for Zoom longer than a statement may last.</exception>
    public static async Task<Meeting> Lock(UserTransaction rows, Guid id)
    {
        try
        {
            return (await rows.Query(LockById, [id], Meeting.Read)).Single();
        }
        catch (PostgresException waited) when (waited.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            throw new ZoomException(
                ZoomFailure.Unavailable, "Somebody else changes this meeting, and waits for Zoom. Try again in a minute.");
        }
    }

    /// <returns>Null where Zoom was never asked.</returns>
    public static async Task<ZoomSeen?> Seen(UserTransaction rows, Guid id) =>
        ZoomSeen.Read((await rows.Query(SeenById, [id], row => row.TextOrNull(0))).Single());

    /// <summary>Whether its dates stand in its schedule alone: Zoom has them by a rule that has no words here.</summary>
    public static async Task<bool> IsPlannedInZoom(UserTransaction rows, Meeting meeting) =>
        meeting is { MeetingType: MeetingType.Recurring, Recurrence: null }
        && await rows.Query(LatestLessons, [meeting.Id], row => row.GetString(0)) is [not "[]"];

    /// <param name="rows">The transaction.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="lessons">As Zoom has planned them; null: as we do.</param>
    /// <param name="seen">What Zoom has; null: it was not asked.</param>
    public static async Task<Meeting> Insert(
        UserTransaction rows, Meeting meeting, IReadOnlyList<PlannedLesson>? lessons = null, ZoomSeen? seen = null)
    {
        await rows.Execute(Add, [
            .. Values(meeting), EnumText.Of(meeting.MeetingType), meeting.ZoomMeetingId, meeting.JoinUrl, meeting.Password,
            meeting.RegistrationUrl, seen?.ToJson(),
        ]);
        await Schedule(rows, meeting, lessons);
        return (await rows.Query(ById, [meeting.Id], Meeting.Read)).Single();
    }

    /// <summary>A changed plan is a further schedule: what has been held was held by the one before.</summary>
    public static async Task<Meeting> Update(UserTransaction rows, ChangedAtZoom changed, Meeting before)
    {
        var meeting = changed.Meeting;
        await rows.Execute(Change, [.. Values(meeting), meeting.RegistrationUrl, changed.Seen?.ToJson()]);
        if (meeting.Plan() != before.Plan())
            await Schedule(rows, meeting, changed.Lessons);
        return (await rows.Query(ById, [meeting.Id], Meeting.Read)).Single();
    }

    public static Task<int> Cancel(UserTransaction rows, Guid id) => rows.Execute(MeetingSql.Cancel, id);

    static Task<int> Schedule(UserTransaction rows, Meeting meeting, IReadOnlyList<PlannedLesson>? lessons) =>
        rows.Execute(
            MeetingSql.AddSchedule, meeting.Id, JsonSerializer.Serialize(lessons ?? meeting.PlannedLessons(), Json.Options),
            null);

    static object?[] Values(Meeting meeting) =>
    [
        meeting.Id, meeting.Title, meeting.Description, meeting.StartTime, meeting.Duration, meeting.Timezone,
        EnumText.Of(meeting.TargetAudience), meeting.ClassId, meeting.HostId, meeting.RegistrationEnabled,
        JsonSerializer.Serialize(meeting.Settings, Json.Options),
        meeting.Recurrence is { } recurrence ? JsonSerializer.Serialize(recurrence, Json.Options) : null,
    ];
}
