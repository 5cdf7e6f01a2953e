using System.Runtime.ExceptionServices;
using Npgsql;

namespace ZoomOrleans.Silo.Retention;

/// <summary>
/// Deletes what has been kept long enough, a little at a time, so that it never holds up what Zoom tells meanwhile. It may break
/// off anywhere: what is left is due as before, and the next run goes on.
/// </summary>
public sealed class RetentionRun(SiloDatabase database, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>In one transaction: some milliseconds.</summary>
    const int RowsMax = 500;

    /// <summary>The part of its time in which a run keeps the database busy.</summary>
    const double ShareMax = 0.2;

    /// <summary>Of all programs on this database one runs at a time.</summary>
    const long TheRun = 0x7265_7465_6e74;

    const string TakeTurn = "SELECT pg_try_advisory_lock($1)";
    const string EndTurn = "SELECT pg_advisory_unlock($1)";

    const string Periods = "SELECT kind, days FROM retention_policies WHERE days IS NOT NULL";

    /// <summary>Noted and audited at once, and so once, also what a run had done that broke off.</summary>
    const string Finish = """
        WITH done AS (
            UPDATE retention_policies one
            SET last_run_at = now(), last_run_rows = before.rows_so_far, rows_so_far = 0
            FROM (SELECT kind, rows_so_far FROM retention_policies WHERE kind = $1 FOR UPDATE) before
            WHERE one.kind = before.kind
            RETURNING one.kind, one.days, before.rows_so_far)
        INSERT INTO audit_log (actor_id, action, details)
        SELECT $2, 'retain', jsonb_build_object('kind', kind, 'days', days, 'rows', rows_so_far) FROM done
        """;

    const string Tomorrow = """
        UPDATE due_work SET due_at = now() + interval '1 day', attempts = 0, last_error = NULL
        WHERE kind = 'retention' AND key = 'all'
        """;

    readonly FactsToDelete _facts = new(database, grains);

    /// <summary>At the call of the due row, once a day.</summary>
    public async Task RunDue()
    {
        if (!await InTurn(() => Act(by: null, CancellationToken.None), CancellationToken.None))
            return;
        await using var command = database.Command(Tomorrow);
        await command.ExecuteNonQueryAsync();
    }

    /// <param name="dryRun">Nothing is changed: only said what would be.</param>
    /// <param name="by">Who asked for it.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <returns>Null where a run is under way already.</returns>
    public async Task<RetentionResult?> Run(bool dryRun, Guid by, CancellationToken cancellation)
    {
        if (dryRun)
            return new RetentionResult(dryRun, await Due(cancellation));
        List<RetentionRows> items = [];
        return await InTurn(DoWhatIsSaid, cancellation) ? new RetentionResult(dryRun, items) : null;

        async Task DoWhatIsSaid()
        {
            items = await Due(cancellation);
            await Act(by, cancellation);
        }
    }

    /// <returns>False where it is another run's.</returns>
    async Task<bool> InTurn(Func<Task> work, CancellationToken cancellation)
    {
        await using var turn = await database.Open(cancellation);
        if (!await Ask(turn, TakeTurn))
            return false;
        try
        {
            await work();
            return true;
        }
        finally
        {
            await Ask(turn, EndTurn);
        }
    }

    async Task<List<RetentionRows>> Due(CancellationToken cancellation)
    {
        var before = await Cutoffs(cancellation);
        var items = new List<RetentionRows>();
        foreach (var step in RetentionStep.All)
            if (before.TryGetValue(step.Kind, out var time))
                items.Add(await Count(step, time, cancellation));
        if (before.TryGetValue("facts", out var day))
            await foreach (var facts in _facts.Count(DateOf(day), cancellation))
                items.Add(facts);
        return [.. items.Where(one => one.Rows > 0 || one.OccurrenceIds.Count > 0)];
    }

    /// <summary>
    /// The facts last: that a lesson has lost them makes more of it due, and a run does what a dry run said before it.
    /// </summary>
    async Task Act(Guid? by, CancellationToken cancellation)
    {
        var before = await Cutoffs(cancellation);
        foreach (var kind in RetentionStep.All.Select(step => step.Kind).Distinct().Where(before.ContainsKey))
        {
            foreach (var step in RetentionStep.All.Where(step => step.Kind == kind))
                await BitByBit(() => Some(step, before[kind], cancellation), cancellation);
            await Finished(kind, by, cancellation);
        }
        if (!before.TryGetValue("facts", out var day))
            return;
        Exception? failure = null;
        foreach (var meeting in await _facts.Meetings(DateOf(day), cancellation))
        {
            try
            {
                await _facts.Delete(meeting, DateOf(day), RowsMax, some => BitByBit(some, cancellation), cancellation);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                // One that cannot be read keeps the others from nothing.
                failure ??= exception;
            }
        }
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        await Finished("facts", by, cancellation);
    }

    /// <summary>Until nothing is left, with pauses in which others have the database for themselves.</summary>
    async Task BitByBit(Func<Task<long>> some, CancellationToken cancellation)
    {
        while (true)
        {
            var started = clock.GetTimestamp();
            if (await some() < RowsMax)
                return;
            await Task.Delay(clock.GetElapsedTime(started) * (1 / ShareMax - 1), clock, cancellation);
        }
    }

    async Task<Dictionary<string, DateTimeOffset>> Cutoffs(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var before = new Dictionary<string, DateTimeOffset>();
        await using var command = database.Command(Periods);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            before.Add(rows.GetString(0), now.AddDays(-rows.GetInt32(1)));
        return before;
    }

    async Task<RetentionRows> Count(RetentionStep step, DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = database.Command(step.Count);
        command.Parameters.Add(new() { Value = before });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new RetentionRows(step.Kind, step.Table, row.GetInt64(0), Time(row, 1), Time(row, 2));
    }

    async Task<long> Some(RetentionStep step, DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = database.Command(step.Some);
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = RowsMax });
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    async Task Finished(string kind, Guid? by, CancellationToken cancellation)
    {
        await using var command = database.Command(Finish);
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = (object?)by ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    static async Task<bool> Ask(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = TheRun });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    static DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    internal static DateTimeOffset? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
