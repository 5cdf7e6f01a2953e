using Npgsql;

namespace ZoomOrleans.Silo.Records;

/// <summary>Meetings that Zoom reported and nobody scheduled here.</summary>
static class UnscheduledSql
{
    /// <summary>
    /// Facts from Zoom and its notices, by when they came here; what was inferred nobody has reported. What was deleted in
    /// Zoom and never held is gone.
    /// </summary>
    const string PutSeen = """
        INSERT INTO unscheduled_meetings AS known (meeting, first_seen, last_seen, topic, zoom_host, is_gone)
        SELECT $1, min(recorded_at), max(recorded_at),
            min(body ->> 'topic') FILTER (WHERE kind = 10), min(body ->> 'host') FILTER (WHERE kind = 10),
            bool_and(kind = 10)
                AND bool_or(name = 'meeting.deleted' AND registrant_id IS NULL)
        FROM meeting_log
        WHERE meeting = $1 AND kind IN (1, 2, 3, 4, 10)
            AND NOT EXISTS (SELECT FROM zoom_meetings WHERE zoom_meeting_id = $1::text)
        HAVING count(*) > 0
        ON CONFLICT (meeting) DO UPDATE
            SET last_seen = excluded.last_seen, topic = excluded.topic, zoom_host = excluded.zoom_host,
                is_gone = excluded.is_gone
            WHERE known.last_seen < excluded.last_seen
        """;

    const string Remove = "DELETE FROM unscheduled_meetings WHERE meeting = $1";

    public static void See(NpgsqlBatch batch, long meeting) => Add(batch, PutSeen, meeting);

    /// <summary>It may have been noted by somebody who did not see yet that it was scheduled.</summary>
    public static void Scheduled(NpgsqlBatch batch, long meeting) => Add(batch, Remove, meeting);

    static void Add(NpgsqlBatch batch, string sql, long meeting) =>
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = meeting } } });
}
