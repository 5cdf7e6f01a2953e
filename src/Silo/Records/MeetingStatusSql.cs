using Npgsql;

namespace ZoomOrleans.Silo.Records;

/// <summary>Lets a meeting's row follow its lessons, which stand in the table already.</summary>
static class MeetingStatusSql
{
    const string IsUsedAgain = "archived_at IS NOT NULL AND archived_at < access.last_lesson_end(id)";

    /// <summary>Whoever changes a meeting locks its row before what becomes due of it.</summary>
    const string LockForStatus = $"""
        SELECT FROM zoom_meetings WHERE id = $1 AND (status NOT IN ($2, 'cancelled') OR {IsUsedAgain}) FOR NO KEY UPDATE
        """;

    const string PutStatus = "UPDATE zoom_meetings SET status = $2 WHERE id = $1 AND status NOT IN ($2, 'cancelled')";

    const string BringBack = $"UPDATE zoom_meetings SET archived_at = NULL WHERE id = $1 AND {IsUsedAgain}";

    public static void Lock(NpgsqlBatch batch, Guid meeting, OccurrenceStatus status) =>
        Add(batch, LockForStatus, meeting, TextOf(status));

    /// <summary>And back in the lists, where it was archived and has another lesson now.</summary>
    public static void Put(NpgsqlBatch batch, Guid meeting, OccurrenceStatus status)
    {
        Add(batch, PutStatus, meeting, TextOf(status));
        Add(batch, BringBack, meeting);
    }

    static string TextOf(OccurrenceStatus status) => status switch
    {
        OccurrenceStatus.Started => "started",
        OccurrenceStatus.Ended => "ended",
        _ => "scheduled",
    };

    static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }
}
