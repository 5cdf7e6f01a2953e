using NpgsqlTypes;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Silo.Log;

/// <summary>The logs in <c>meeting_log</c>: read here, appended to by way of the one <see cref="LogWriter"/>.</summary>
public sealed class MeetingLog(SiloDatabase database, LogWriter writer) : IMeetingLog
{
    const string EntriesOfMeeting = """
        SELECT seq, kind, source, at, run, user_id, connection, name, email, registrant_id, participant_user_id,
               zoom_user_id, body
        FROM meeting_log
        WHERE meeting = $1
        ORDER BY seq
        """;

    public async Task<MeetingFold> Load(long meeting, CancellationToken cancellation)
    {
        var fold = new MeetingFold();
        await using var command = database.Command(EntriesOfMeeting);
        command.Parameters.Add(new() { Value = meeting, NpgsqlDbType = NpgsqlDbType.Bigint });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            fold.Add(rows.GetInt64(0), LogRow.Read(rows));
        return fold;
    }

    public ILogAppender Open(long meeting, long lastSeq) => new LogAppender(meeting, lastSeq, writer);
}
