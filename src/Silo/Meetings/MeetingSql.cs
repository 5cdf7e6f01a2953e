namespace ZoomOrleans.Silo.Meetings;

/// <summary>Statements that requests of users and the program's own work have in common.</summary>
public static class MeetingSql
{
    /// <summary>A meeting's columns, without the way in.</summary>
    public const string Own = """
        meeting.id, zoom_meeting_id, host_id, title, description, meeting_type, start_time, duration, timezone, status,
        class_id, target_audience, settings, registration_url, registration_enabled, recurrence, created_at,
        updated_at, archived_at
        """;

    /// <summary>
    /// Who of those who may host a meeting is Zoom's user: the id that an admin has entered ($1) counts for more than the
    /// address ($2).
    /// </summary>
    public const string Host = """
        SELECT id FROM users
        WHERE (zoom_user_id = $1 OR email = lower(trim($2))) AND role IN ('teacher', 'admin')
        ORDER BY zoom_user_id IS NOT DISTINCT FROM $1 DESC LIMIT 1
        """;

    /// <summary>What follows of it (registrations, attendance), triggers and due work see to.</summary>
    public const string Cancel = """
        UPDATE zoom_meetings SET status = 'cancelled', updated_at = now() WHERE id = $1 AND status <> 'cancelled'
        """;

    /// <summary>
    /// In force since $3, or from now on where it is null. Schedules that follow each other at once still follow each other.
    /// </summary>
    public const string AddSchedule = """
        INSERT INTO meeting_schedules (meeting_id, valid_from, lessons)
        SELECT $1, greatest(least($3::timestamptz, clock_timestamp()), max(valid_from) + interval '1 microsecond'), $2::jsonb
        FROM meeting_schedules WHERE meeting_id = $1
        """;
}
