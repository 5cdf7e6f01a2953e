using Npgsql;

namespace ZoomOrleans.Silo.Log;

/// <summary>Forgets meetings that Zoom reported, and nobody scheduled or adopted here.</summary>
public sealed class LogRemoval(SiloDatabase database)
{
    /// <summary>
    /// The place of the next entry, taken until the log is gone: if somebody has appended behind the caller's back, this
    /// violates the key. Who does so a moment later waits, and the entry is the first of a new log.
    /// </summary>
    const string TakeNextPlace = "INSERT INTO meeting_log (meeting, seq, kind, at) VALUES ($1, $2 + 1, 0, now())";

    /// <summary>The log says when Zoom told of it last; the row may be behind.</summary>
    const string RemoveMeeting = """
        DELETE FROM unscheduled_meetings
        WHERE meeting = $1 AND NOT EXISTS (SELECT FROM zoom_meetings WHERE zoom_meeting_id = $1::text)
            AND NOT EXISTS (
                SELECT FROM meeting_log
                WHERE meeting = $1 AND seq <= $2 AND kind IN (1, 2, 3, 4, 10) AND recorded_at > now() - interval '1 day' * (
                    SELECT days FROM retention_policies WHERE kind = 'unscheduledMeetings'))
        """;

    const string RemoveLog = "DELETE FROM meeting_log WHERE meeting = $1";
    const string RemoveHead = "DELETE FROM meeting_heads WHERE meeting = $1";

    /// <summary>Where the meeting is scheduled by now, there is no such row to wait for.</summary>
    const string RemoveDue = """
        DELETE FROM due_work
        WHERE kind = 'unscheduled' AND key = $1::text
            AND NOT EXISTS (SELECT FROM unscheduled_meetings WHERE meeting = $1)
        """;

    /// <returns>False where it stays.</returns>
    public async Task<bool> Run(long meeting, long lastSeq)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            try
            {
                await Execute(TakeNextPlace, meeting, lastSeq);
            }
            catch (PostgresException grown) when (grown.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                return false;
            }
            if (await Execute(RemoveMeeting, meeting, lastSeq) > 0)
            {
                await Execute(RemoveLog, meeting);
                await Execute(RemoveHead, meeting);
                await transaction.CommitAsync();
                return true;
            }
        }
        await Execute(RemoveDue, meeting);
        return false;

        async Task<int> Execute(string sql, params long[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            return await command.ExecuteNonQueryAsync();
        }
    }
}
