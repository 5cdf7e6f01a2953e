using ZoomOrleans.Erasure;
using ZoomOrleans.Silo.Log;

namespace ZoomOrleans.Silo.Erasure;

/// <summary>
/// Looks through all logs, in the order of their key and some entries at a time, and has the grain of each meeting whose log
/// tells of the person rename them: it is the only writer.
/// </summary>
public sealed class LogScan(SiloDatabase database, IGrainFactory grains)
{
    const int EntriesAtOnce = 5_000;

    const string Some = $"""
        WITH next_entries AS MATERIALIZED (
            SELECT * FROM meeting_log WHERE (meeting, seq) > ($4, $5) ORDER BY meeting, seq LIMIT $6)
        SELECT meeting, max(seq), bool_or(coalesce({ErasedPeople.Mentions}, false))
        FROM next_entries GROUP BY meeting ORDER BY meeting
        """;

    const string Place = "SELECT scanned_meeting, scanned_seq FROM erasures WHERE id = $1";

    const string Begin = """
        UPDATE erasures SET person = jsonb_set(person, '{scanned}', to_jsonb($2)), scanned_meeting = 0, scanned_seq = 0
        WHERE id = $1
        """;

    /// <summary>Whoever works on it keeps it for another while.</summary>
    const string Go = """
        WITH gone AS (UPDATE erasures SET scanned_meeting = $2, scanned_seq = $3 WHERE id = $1)
        UPDATE due_work SET due_at = now() + interval '60 seconds' WHERE kind = 'erasure' AND key = $1::text
        """;

    /// <param name="erasure">Its place is kept.</param>
    /// <param name="person">Who is looked for.</param>
    /// <param name="scanned">With how many values of theirs it was begun; null: it was not.</param>
    /// <returns>False where more is known of them now than when it was begun: it has to be done again.</returns>
    public async Task<bool> Rename(Guid erasure, ErasedPerson person, int? scanned)
    {
        if (scanned != person.Values.Length)
        {
            await Execute(Begin, erasure, person.Values.Length);
            scanned = person.Values.Length;
        }
        var place = await PlaceOf(erasure);
        while (await Read(person, place) is [.., var last] some)
        {
            // The first time fails as a rule: the grain has renamed them, and ends.
            foreach (var (meeting, _, _) in some.Where(one => one.IsMentioned))
                await LogTries.Of(() => grains.GetGrain<IMeetingGrain>(MeetingKey.Of(meeting)).Derive());
            place = (last.Meeting, last.Seq);
            await Execute(Go, erasure, place.Meeting, place.Seq);
        }
        return await Values(erasure) == scanned;
    }

    async Task<List<(long Meeting, long Seq, bool IsMentioned)>> Read(ErasedPerson person, (long Meeting, long Seq) place)
    {
        await using var command = database.Command(Some);
        ErasedPeople.AddTo(command, person);
        command.Parameters.Add(new() { Value = place.Meeting });
        command.Parameters.Add(new() { Value = place.Seq });
        command.Parameters.Add(new() { Value = EntriesAtOnce });
        await using var rows = await command.ExecuteReaderAsync();
        var some = new List<(long, long, bool)>();
        while (await rows.ReadAsync())
            some.Add((rows.GetInt64(0), rows.GetInt64(1), rows.GetBoolean(2)));
        return some;
    }

    async Task<(long Meeting, long Seq)> PlaceOf(Guid erasure)
    {
        await using var command = database.Command(Place);
        command.Parameters.Add(new() { Value = erasure });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    async Task<int> Values(Guid erasure)
    {
        await using var command = database.Command("SELECT jsonb_array_length(person -> 'values') FROM erasures WHERE id = $1");
        command.Parameters.Add(new() { Value = erasure });
        return (int)(await command.ExecuteScalarAsync())!;
    }

    async Task Execute(string sql, params object[] values)
    {
        await using var command = database.Command(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
