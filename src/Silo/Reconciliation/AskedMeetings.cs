using Npgsql;

namespace ZoomOrleans.Silo.Reconciliation;

/// <summary>A meeting about which it is time to ask Zoom.</summary>
/// <param name="Now">By the database's clock, which also says what is due.</param>
/// <param name="AskedAt">When it was asked last; null: never.</param>
/// <param name="Revision">Of its due row.</param>
sealed record AskedMeeting(DateTimeOffset Now, DateTimeOffset? AskedAt, long Revision);

/// <summary>When Zoom was asked about which meeting, and the rows that say that it is to be asked again.</summary>
sealed class AskedMeetings(SiloDatabase database)
{
    /// <summary>Many pages take longer than the lease with which the row was taken.</summary>
    const string Take = """
        WITH taken AS (
            UPDATE due_work SET due_at = now() + interval '10 minutes'
            WHERE kind = 'reconciliation' AND key = $1::text RETURNING revision)
        SELECT now(), (SELECT zoom_asked_at FROM meeting_heads WHERE meeting = $1),
            coalesce((SELECT revision FROM taken), 0)
        """;

    const string Remember = "UPDATE meeting_heads SET zoom_asked_at = greatest(zoom_asked_at, $2) WHERE meeting = $1";

    /// <summary>The next time follows from the lessons: who computes their attendance writes it.</summary>
    const string MakeAttendanceDue = """
        INSERT INTO due_work (kind, key, due_at) VALUES ('attendance', $1::text, now())
        ON CONFLICT (kind, key) DO UPDATE
            SET due_at = least(due_work.due_at, excluded.due_at), revision = excluded.revision
        """;

    const string Remove = "DELETE FROM due_work WHERE kind = 'reconciliation' AND key = $1::text AND revision = $2";

    /// <summary>For admins to see, until the next time.</summary>
    const string Keep = """
        UPDATE due_work SET due_at = now() + interval '1 hour', attempts = attempts + 1, last_error = $3
        WHERE kind = 'reconciliation' AND key = $1::text AND revision = $2
        """;

    const string Later = """
        UPDATE due_work SET due_at = now() + interval '1 hour'
        WHERE kind = 'reconciliation' AND key = $1::text AND revision = $2
        """;

    public async Task<AskedMeeting> Begin(long meeting)
    {
        await using var command = database.Command(Take);
        command.Parameters.Add(new() { Value = meeting });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new(
            row.GetFieldValue<DateTimeOffset>(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1),
            row.GetInt64(2));
    }

    /// <param name="meeting">Zoom's number.</param>
    /// <param name="asked">When the asking began. The due row goes, unless somebody has changed it since.</param>
    /// <param name="refusal">
    /// Why Zoom will not answer, however often it is asked: then the row stays for an hour, or until the next time.
    /// </param>
    public async Task Done(long meeting, AskedMeeting asked, string? refusal)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var batch = new NpgsqlBatch(connection);
        // In the order in which all others take these rows.
        Add(batch, Remember, meeting, asked.Now);
        Add(batch, MakeAttendanceDue, meeting);
        if (refusal is null)
            Add(batch, Remove, meeting, asked.Revision);
        else
            Add(batch, Keep, meeting, asked.Revision, refusal);
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>There is nobody to ask: in an hour there may be.</summary>
    public async Task PutOff(long meeting, AskedMeeting asked)
    {
        await using var command = database.Command(Later);
        command.Parameters.Add(new() { Value = meeting });
        command.Parameters.Add(new() { Value = asked.Revision });
        await command.ExecuteNonQueryAsync();
    }

    static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }
}
