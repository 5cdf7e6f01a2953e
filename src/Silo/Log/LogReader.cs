using NpgsqlTypes;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Silo.Log;

/// <summary>The logs in <c>meeting_log</c>, for reading.</summary>
public sealed class LogReader(SiloDatabase database)
{
    /// <summary>
    /// Of a meeting ($1) up to a place ($2), as <see cref="LogRow.Read"/> expects them. That facts are gone is known whatever
    /// is read: a log that ends before the decision lacks them too.
    /// </summary>
    internal const string EntriesOfMeeting = """
        SELECT seq, kind, source, at, run, user_id, connection, name, email, registrant_id, participant_user_id,
               zoom_user_id, body
        FROM meeting_log
        WHERE meeting = $1 AND (seq <= $2 OR (kind = 30 AND body ->> 'decision' = 'deleteFacts'))
        ORDER BY seq
        """;

    /// <summary>A meeting's log from its beginning.</summary>
    /// <param name="meeting">Zoom's number.</param>
    /// <param name="last">Up to this place.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<MeetingFold> Read(long meeting, long last, CancellationToken cancellation)
    {
        var fold = new MeetingFold();
        await using var command = database.Command(EntriesOfMeeting);
        command.Parameters.Add(new() { Value = meeting, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = last, NpgsqlDbType = NpgsqlDbType.Bigint });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            fold.Add(rows.GetInt64(0), LogRow.Read(rows));
        return fold;
    }
}
