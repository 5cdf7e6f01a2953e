using Npgsql;

namespace ZoomOrleans.Silo.Records;

/// <summary>Lets a meeting's calendar events follow its lessons, which stand in the table already.</summary>
static class CalendarSql
{
    /// <summary>
    /// Lessons that are gone and lessons that are new, paired in their order, are lessons that were moved: each keeps its
    /// event, and with it the place that it has in people's calendars.
    /// </summary>
    const string Move = """
        WITH gone AS (
            SELECT id, row_number() OVER (ORDER BY start_time, id) AS place
            FROM calendar_events
            WHERE meeting_id = $1 AND status = 'confirmed' AND NOT EXISTS (
                SELECT FROM meeting_occurrences WHERE id = calendar_events.occurrence_id AND scheduled_start IS NOT NULL)),
        come AS (
            SELECT id, row_number() OVER (ORDER BY scheduled_start, id) AS place
            FROM meeting_occurrences
            WHERE meeting_id = $1 AND scheduled_start IS NOT NULL AND NOT EXISTS (
                SELECT FROM calendar_events WHERE occurrence_id = meeting_occurrences.id))
        UPDATE calendar_events SET occurrence_id = come.id
        FROM gone JOIN come USING (place)
        WHERE calendar_events.id = gone.id
        """;

    /// <summary>Only what has changed is written.</summary>
    const string Put = """
        WITH lessons AS (
            SELECT id, scheduled_start AS start_time, scheduled_start + duration * interval '1 minute' AS end_time,
                CASE WHEN status IN ('cancelled', 'void') THEN 'cancelled' ELSE 'confirmed' END AS status
            FROM meeting_occurrences
            WHERE meeting_id = $1 AND scheduled_start IS NOT NULL
            UNION ALL
            SELECT occurrence_id, start_time, end_time, 'cancelled'
            FROM calendar_events
            WHERE meeting_id = $1 AND NOT EXISTS (
                SELECT FROM meeting_occurrences WHERE id = calendar_events.occurrence_id AND scheduled_start IS NOT NULL)),
        changed AS (
            SELECT lessons.id, meeting.id AS meeting_id, '📹 ' || title AS title, description, lessons.start_time, end_time,
                timezone, class_id, target_audience, lessons.status
            FROM lessons, zoom_meetings meeting
            WHERE meeting.id = $1
            EXCEPT
            SELECT occurrence_id, meeting_id, title, description, start_time, end_time, timezone, class_id, target_audience,
                status
            FROM calendar_events
            WHERE meeting_id = $1)
        INSERT INTO calendar_events AS event (occurrence_id, meeting_id, title, description, start_time, end_time, timezone,
                                              class_id, target_audience, status)
        SELECT * FROM changed
        ON CONFLICT (occurrence_id) DO UPDATE SET
            title = excluded.title, description = excluded.description, start_time = excluded.start_time,
            end_time = excluded.end_time, timezone = excluded.timezone, class_id = excluded.class_id,
            target_audience = excluded.target_audience, status = excluded.status, sequence = event.sequence + 1,
            updated_at = now()
        """;

    public static void Follow(NpgsqlBatch batch, Guid meeting)
    {
        foreach (var sql in (string[])[Move, Put])
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = meeting } } });
    }
}
