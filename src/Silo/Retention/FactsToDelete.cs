using System.Globalization;
using System.Runtime.CompilerServices;
using ZoomOrleans.Silo.Log;

namespace ZoomOrleans.Silo.Retention;

/// <summary>
/// The facts of locked lessons in the logs, and what explained nothing else. The meeting's grain decides which; from then on
/// they have no effect, and the rows go whenever there is time for it.
/// </summary>
sealed class FactsToDelete(SiloDatabase database, IGrainFactory grains)
{
    const string WithLessons = """
        SELECT DISTINCT meeting.zoom_meeting_id::bigint
        FROM meeting_occurrences occurrence JOIN zoom_meetings meeting ON meeting.id = occurrence.meeting_id
        WHERE occurrence.attendance_state = 'locked' AND occurrence.facts_deleted_at IS NULL AND occurrence.date < $1
        ORDER BY 1
        """;

    /// <summary>When a meeting was changed in Zoom last is asked of the notices.</summary>
    const string Gone = """
        FROM meeting_log
        WHERE meeting = $1 AND (run = ANY ($2) AND seq <= $3 AND kind BETWEEN 1 AND 7
            OR seq < $4 AND (kind = 20 OR kind = 10 AND name NOT IN ('meeting.updated', 'meeting.deleted')))
        """;

    const string CountGone = $"SELECT count(*), min(at) FILTER (WHERE kind < 10), max(at) FILTER (WHERE kind < 10) {Gone}";

    const string NotMarked = "SELECT id FROM meeting_occurrences WHERE id = ANY ($1) AND facts_deleted_at IS NULL ORDER BY id";

    const string DeleteSome = $"""
        WITH batch AS MATERIALIZED (SELECT seq {Gone} AND seq > $5 ORDER BY seq LIMIT $6),
            done AS (DELETE FROM meeting_log WHERE meeting = $1 AND seq = ANY (ARRAY(SELECT seq FROM batch)) RETURNING seq),
            noted AS (
                UPDATE retention_policies SET rows_so_far = rows_so_far + (SELECT count(*) FROM done) WHERE kind = 'facts')
        SELECT count(*), coalesce(max(seq), 0) FROM done
        """;

    const string Mark = """
        UPDATE meeting_occurrences SET facts_deleted_at = now()
        WHERE id = ANY ($1) AND facts_deleted_at IS NULL AND attendance_state = 'locked'
        """;

    /// <summary>Those with lessons that may lose their facts, by number.</summary>
    public async Task<List<long>> Meetings(DateOnly before, CancellationToken cancellation)
    {
        var meetings = new List<long>();
        await using var command = database.Command(WithLessons);
        command.Parameters.Add(new() { Value = before });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            meetings.Add(rows.GetInt64(0));
        return meetings;
    }

    public async IAsyncEnumerable<RetentionRows> Count(
        DateOnly before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var meeting in await Meetings(before, cancellation))
        {
            var deleted = await Decided(meeting, before, dryRun: true);
            await using var command = database.Command(CountGone);
            Add(command, meeting, deleted);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            await row.ReadAsync(cancellation);
            yield return new RetentionRows(
                "facts", "meeting_log", row.GetInt64(0), RetentionRun.Time(row, 1), RetentionRun.Time(row, 2))
            {
                ZoomMeetingId = meeting.ToString(CultureInfo.InvariantCulture),
                OccurrenceIds = await Unmarked(deleted, cancellation),
            };
        }
    }

    /// <param name="meeting">Zoom's number.</param>
    /// <param name="before">Lessons of earlier days.</param>
    /// <param name="rowsMax">In one transaction.</param>
    /// <param name="inTurns">Repeats what deletes some rows until it has deleted fewer.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public async Task Delete(
        long meeting, DateOnly before, int rowsMax, Func<Func<Task<long>>, Task> inTurns, CancellationToken cancellation)
    {
        var deleted = await Decided(meeting, before, dryRun: false);
        var through = 0L;
        await inTurns(async () =>
        {
            await using var command = database.Command(DeleteSome);
            Add(command, meeting, deleted);
            command.Parameters.Add(new() { Value = through });
            command.Parameters.Add(new() { Value = rowsMax });
            await using var row = await command.ExecuteReaderAsync(cancellation);
            await row.ReadAsync(cancellation);
            through = row.GetInt64(1);
            return row.GetInt64(0);
        });
        await using var mark = database.Command(Mark);
        mark.Parameters.Add(new() { Value = deleted.OccurrenceIds.ToArray() });
        await mark.ExecuteNonQueryAsync(cancellation);
    }

    async Task<List<string>> Unmarked(DeletedFacts deleted, CancellationToken cancellation)
    {
        var ids = new List<string>();
        await using var command = database.Command(NotMarked);
        command.Parameters.Add(new() { Value = deleted.OccurrenceIds.ToArray() });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            ids.Add(rows.GetString(0));
        return ids;
    }

    static void Add(Npgsql.NpgsqlCommand command, long meeting, DeletedFacts deleted)
    {
        command.Parameters.Add(new() { Value = meeting });
        command.Parameters.Add(new() { Value = deleted.Runs.ToArray() });
        command.Parameters.Add(new() { Value = deleted.ThroughSeq });
        command.Parameters.Add(new() { Value = deleted.UsedFrom });
    }

    Task<DeletedFacts> Decided(long meeting, DateOnly before, bool dryRun) => LogTries.Of(
        () => grains.GetGrain<IMeetingGrain>(MeetingKey.Of(meeting)).DeleteFacts(before, dryRun));
}
