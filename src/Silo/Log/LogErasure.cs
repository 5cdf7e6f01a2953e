using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Attendance;
using ZoomOrleans.Erasure;

namespace ZoomOrleans.Silo.Log;

/// <summary>Renames people in a meeting's log, and in what was derived from it and stands locked.</summary>
public sealed class LogErasure(SiloDatabase database)
{
    /// <summary>If somebody has appended behind the caller's back, this violates the key; who does so later is refused.</summary>
    const string TakeNextPlace = "INSERT INTO meeting_log (meeting, seq, kind, at) VALUES ($1, $2 + 1, 40, now())";

    const string Update = """
        UPDATE meeting_log entry
        SET name = one.name, email = one.email, registrant_id = one.registrant_id,
            participant_user_id = one.participant_user_id, zoom_user_id = one.zoom_user_id, body = one.body
        FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS one (seq, kind, source, at, run, user_id,
            connection, name, email, registrant_id, participant_user_id, zoom_user_id, body)
        WHERE entry.meeting = $1 AND entry.seq = one.seq
        """;

    const string RenameStays = """
        UPDATE zoom_participants stay
        SET name = coalesce($2::jsonb ->> stay.name, stay.name), email = coalesce($3::jsonb ->> stay.email, stay.email)
        FROM zoom_meetings meeting
        WHERE meeting.zoom_meeting_id = $1 AND stay.meeting_id = meeting.id
            AND ($2::jsonb ? stay.name OR $3::jsonb ? stay.email)
        """;

    /// <summary>What is not locked is written anew.</summary>
    const string ForgetDigests = """
        UPDATE meeting_occurrences SET digest = ''
        WHERE meeting_id = (SELECT id FROM zoom_meetings WHERE zoom_meeting_id = $1)
        """;

    /// <summary>What the log has told of them beside is looked for everywhere else as well.</summary>
    const string LearnValues = """
        UPDATE erasures SET person = jsonb_set(person, '{values}', (
            SELECT jsonb_agg(DISTINCT value) FROM (
                SELECT jsonb_array_elements_text(person -> 'values') AS value UNION SELECT unnest($2)) known))
        WHERE id = $1 AND person IS NOT NULL
        """;

    /// <inheritdoc cref="IMeetingLog.Erase"/>
    public async Task<bool> Run(long meeting, long lastSeq, IReadOnlyList<ErasedPerson> people)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await Execute(TakeNextPlace, meeting, lastSeq);
        }
        catch (PostgresException grown) when (grown.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new LogFailedException($"Another activation of meeting {meeting} has written its log.");
        }
        var rows = await Read(connection, meeting, lastSeq);
        var before = rows.ConvertAll(row => row.Entry);
        var after = before;
        foreach (var person in people)
        {
            var renaming = PersonInLog.In(after, person);
            after = after.ConvertAll(renaming.Of);
            await Execute(RenameStays, Number(meeting), Map(renaming.Names), Map(renaming.Values));
            await Execute(LearnValues, person.Pseudonym, renaming.Values.Keys.ToArray());
        }
        var changed = Enumerable.Range(0, rows.Count).Where(i => !AreSame(before[i], after[i])).ToList();
        if (changed.Count == 0)
            return false;
        await Write(connection, meeting, changed.ConvertAll(i => (rows[i].Seq, after[i])));
        await Execute(ForgetDigests, Number(meeting));
        await transaction.CommitAsync();
        return true;

        async Task Execute(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }

    static async Task<List<(long Seq, Entry Entry)>> Read(NpgsqlConnection connection, long meeting, long lastSeq)
    {
        await using var command = new NpgsqlCommand(LogReader.EntriesOfMeeting, connection);
        command.Parameters.Add(new() { Value = meeting });
        command.Parameters.Add(new() { Value = lastSeq });
        await using var rows = await command.ExecuteReaderAsync();
        var entries = new List<(long, Entry)>();
        while (await rows.ReadAsync())
            entries.Add((rows.GetInt64(0), LogRow.Read(rows)));
        return entries;
    }

    static async Task Write(NpgsqlConnection connection, long meeting, List<(long Seq, Entry Entry)> changed)
    {
        var columns = new LogRow.Columns();
        foreach (var (_, entry) in changed)
            columns.Add(entry);
        await using var command = new NpgsqlCommand(Update, connection);
        command.Parameters.Add(new() { Value = meeting });
        LogInsert.Add(command, changed.ConvertAll(one => one.Seq), NpgsqlDbType.Bigint);
        columns.AddTo(command);
        await command.ExecuteNonQueryAsync();
    }

    static bool AreSame(Entry before, Entry after) => (before, after) switch
    {
        (MeetingContext one, MeetingContext other) => MeetingContextJson.AreEqual(one, other),
        (Decision one, Decision other) => DecisionJson.Write(one) == DecisionJson.Write(other),
        _ => before == after,
    };

    static string Number(long meeting) => meeting.ToString(CultureInfo.InvariantCulture);

    static string Map(IReadOnlyDictionary<string, string> names) => JsonSerializer.Serialize(names);
}
