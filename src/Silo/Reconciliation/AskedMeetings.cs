using NpgsqlTypes;

namespace ZoomOrleans.Silo.Reconciliation;

/// <summary>When Zoom was asked about which meeting, and the rows that say that it is to be asked again.</summary>
sealed class AskedMeetings(SiloDatabase database)
{
    /// <summary>Many pages take longer than the lease with which the row was taken.</summary>
    const string Take = """
        WITH taken AS (
            UPDATE due_work SET due_at = now() + interval '10 minutes'
            WHERE kind = 'reconciliation' AND key = $1::text RETURNING revision)
        SELECT (SELECT zoom_asked_at FROM meeting_heads WHERE meeting = $1), coalesce((SELECT revision FROM taken), 0)
        """;

    /// <summary>The next time follows from the lessons: who computes their attendance writes it.</summary>
    const string Remember = """
        WITH asked AS (
            UPDATE meeting_heads SET zoom_asked_at = greatest(zoom_asked_at, $2) WHERE meeting = $1),
        done AS (
            DELETE FROM due_work WHERE kind = 'reconciliation' AND key = $1::text AND revision = $3 AND $4::text IS NULL),
        refused AS (
            UPDATE due_work SET due_at = now() + interval '1 hour', attempts = attempts + 1, last_error = $4
            WHERE kind = 'reconciliation' AND key = $1::text AND revision = $3 AND $4 IS NOT NULL)
        INSERT INTO due_work (kind, key, due_at) VALUES ('attendance', $1::text, now())
        ON CONFLICT (kind, key) DO UPDATE
            SET due_at = least(due_work.due_at, excluded.due_at), revision = excluded.revision
        """;

    /// <returns>When it was asked last (null: never), and the revision of the due row.</returns>
    public async Task<(DateTimeOffset? At, long Revision)> Begin(long meeting)
    {
        await using var command = database.Command(Take);
        command.Parameters.Add(new() { Value = meeting });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.IsDBNull(0) ? null : row.GetFieldValue<DateTimeOffset>(0), row.GetInt64(1));
    }

    /// <param name="meeting">Zoom's number.</param>
    /// <param name="at">When the asking began.</param>
    /// <param name="revision">The due row goes, unless somebody has changed it since.</param>
    /// <param name="refusal">
    /// Why Zoom will not answer, however often it is asked: then the row stays for an hour, or until the next time, for
    /// admins to see.
    /// </param>
    public async Task Done(long meeting, DateTimeOffset at, long revision, string? refusal)
    {
        await using var command = database.Command(Remember);
        command.Parameters.Add(new() { Value = meeting });
        command.Parameters.Add(new() { Value = at, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = revision });
        command.Parameters.Add(new() { Value = (object?)refusal ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync();
    }
}
