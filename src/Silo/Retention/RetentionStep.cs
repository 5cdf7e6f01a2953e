namespace ZoomOrleans.Silo.Retention;

/// <summary>What of one table is kept no longer, and what is done with it.</summary>
/// <param name="Kind">As it stands in <c>retention_policies</c>.</param>
/// <param name="Table">Where the rows are.</param>
/// <param name="Due">The rows' keys with their times, of those older than <c>$1</c>: <c>key</c>, <c>at</c>.</param>
/// <param name="Act">What is done to some of them: the rows <c>key = ANY (ARRAY(batch))</c>.</param>
sealed record RetentionStep(string Kind, string Table, string Due, string Act)
{
    /// <summary>Of which an earlier run has left nothing; what follows from one step is due in the next run.</summary>
    public static readonly IReadOnlyList<RetentionStep> All =
    [
        new("checkInHashes", "qr_checkins",
            "SELECT id AS key, checked_in_at AS at FROM qr_checkins WHERE ip_hash IS NOT NULL AND checked_in_at < $1",
            "UPDATE qr_checkins SET ip_hash = NULL, key_id = NULL WHERE id = ANY (ARRAY(SELECT key FROM batch))"),
        new("guests", "zoom_participants", """
            SELECT stay.id AS key, occurrence.date::timestamptz AS at
            FROM zoom_participants stay JOIN meeting_occurrences occurrence ON occurrence.id = stay.occurrence_id
            WHERE stay.user_id IS NULL AND occurrence.attendance_state = 'locked' AND occurrence.date < $1::date
            """, "DELETE FROM zoom_participants WHERE id = ANY (ARRAY(SELECT key FROM batch))"),
        new("attendance", "attendance_records", """
            SELECT record.ctid AS key, record.date::timestamptz AS at
            FROM attendance_records record JOIN meeting_occurrences occurrence ON occurrence.id = record.occurrence_id
            WHERE occurrence.facts_deleted_at IS NOT NULL AND occurrence.date < $1::date
            """, "DELETE FROM attendance_records WHERE ctid = ANY (ARRAY(SELECT key FROM batch))"),
        new("attendance", "zoom_participants", """
            SELECT stay.id AS key, occurrence.date::timestamptz AS at
            FROM zoom_participants stay JOIN meeting_occurrences occurrence ON occurrence.id = stay.occurrence_id
            WHERE stay.user_id IS NOT NULL AND occurrence.facts_deleted_at IS NOT NULL AND occurrence.date < $1::date
            """, "DELETE FROM zoom_participants WHERE id = ANY (ARRAY(SELECT key FROM batch))"),
        new("attendance", "qr_checkins", """
            SELECT done.id AS key, opened_at AS at
            FROM qr_checkins done JOIN check_ins opened ON opened.id = done.check_in_id
            WHERE opened_at < $1
            """, "DELETE FROM qr_checkins WHERE id = ANY (ARRAY(SELECT key FROM batch))"),
        new("attendance", "check_ins", "SELECT id AS key, opened_at AS at FROM check_ins WHERE opened_at < $1",
            "DELETE FROM check_ins WHERE id = ANY (ARRAY(SELECT key FROM batch))"),
        new("participants", "zoom_participants", """
            SELECT stay.id AS key, occurrence.date::timestamptz AS at
            FROM zoom_participants stay JOIN meeting_occurrences occurrence ON occurrence.id = stay.occurrence_id
            WHERE stay.user_id IS NOT NULL AND occurrence.facts_deleted_at IS NOT NULL AND occurrence.date < $1::date
                AND (stay.name, stay.zoom_participant_id, stay.email IS NULL) <> ('', '', true)
                AND occurrence.date >= coalesce(
                    (SELECT (now() - days * interval '1 day')::date FROM retention_policies WHERE kind = 'attendance'),
                    '-infinity')
            """, """
            UPDATE zoom_participants SET name = '', email = NULL, zoom_participant_id = ''
            WHERE id = ANY (ARRAY(SELECT key FROM batch))
            """),
        new("joinLinks", "meeting_registrants", """
            SELECT id AS key, at
            FROM (SELECT one.id, CASE
                    WHEN meeting.archived_at IS NOT NULL THEN meeting.archived_at
                    WHEN access.planned_end(meeting.id) IS NOT NULL THEN access.last_lesson_end(meeting.id) END AS at
                FROM meeting_registrants one JOIN zoom_meetings meeting ON meeting.id = one.meeting_id
                WHERE one.join_url IS NOT NULL) link
            WHERE at < $1
            """, "UPDATE meeting_registrants SET join_url = NULL WHERE id = ANY (ARRAY(SELECT key FROM batch))"),
        new("quarantine", "quarantined_events",
            "SELECT id AS key, received_at AS at FROM quarantined_events WHERE received_at < $1",
            "DELETE FROM quarantined_events WHERE id = ANY (ARRAY(SELECT key FROM batch))"),
        new("shortLived", "idempotency_keys", "SELECT ctid AS key, created_at AS at FROM idempotency_keys WHERE created_at < $1",
            "DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(SELECT key FROM batch))"),
        new("shortLived", "check_in_misses", "SELECT user_id AS key, since AS at FROM check_in_misses WHERE since < $1",
            "DELETE FROM check_in_misses WHERE user_id = ANY (ARRAY(SELECT key FROM batch))"),
        new("audit", "audit_log", "SELECT id AS key, at FROM audit_log WHERE at < $1",
            "DELETE FROM audit_log WHERE id = ANY (ARRAY(SELECT key FROM batch))"),
        new("inactiveMeetings", "zoom_meetings", """
            SELECT id AS key, at
            FROM (SELECT id, coalesce(access.last_lesson_end(id), greatest(start_time, created_at)) AS at
                FROM zoom_meetings WHERE archived_at IS NULL) meeting
            WHERE at < $1
            """, "UPDATE zoom_meetings SET archived_at = now() WHERE id = ANY (ARRAY(SELECT key FROM batch))"),
    ];

    public string Count => $"SELECT count(*), min(at), max(at) FROM ({Due}) due";

    /// <summary>At most <c>$2</c> of them, the oldest first, and how many they were.</summary>
    public string Some => $"""
        WITH batch AS MATERIALIZED (SELECT key FROM ({Due}) due ORDER BY at, key LIMIT $2),
            done AS ({Act} RETURNING 1),
            noted AS (
                UPDATE retention_policies SET rows_so_far = rows_so_far + (SELECT count(*) FROM done) WHERE kind = '{Kind}')
        SELECT count(*) FROM done
        """;
}
