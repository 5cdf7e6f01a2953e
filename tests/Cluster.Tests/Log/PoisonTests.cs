using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Log;

namespace ZoomOrleans.Cluster.Tests.Log;

/// <summary>What becomes of entries that wait behind a failed one. The test holds each batch in PostgreSQL as it needs it.</summary>
public sealed class PoisonTests
{
    const long Busy = 80000000001;
    const long Meeting = 80000000002;

    [PostgresFact]
    public async Task What_waits_behind_a_failed_append_fails_too_and_leaves_no_hole()
    {
        await using var test = await TestDatabase.Create();
        await using var database = new SiloDatabase(test.ConnectionString);
        using var writer = new LogWriter(database, NullLogger<LogWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        var log = new MeetingLog(new LogReader(database), writer, new LogRemoval(database), new LogErasure(database));
        await using var keepsBusy = await Rival.Take(test, Busy);
        await using var rival = await Rival.Take(test, Meeting);
        var appender = log.Open(Meeting, 0);

        // While the writer is held up with another meeting, one slice gathers five entries …
        _ = log.Open(Busy, 0).Append(Joined("busy"), makesDue: false);
        await UntilWaiting(test);
        var five = Enumerable.Range(1, 5).Select(i => appender.Append(Joined($"{i}"), makesDue: false)).Distinct().Single();
        // … which then is held up itself, behind a rival who has the first place already, while another entry waits.
        await keepsBusy.GiveUp();
        await Wait.Until(() => appender.Append(Joined("behind"), makesDue: false) != five, "the five are on their way");
        var behind = appender.Append(Joined("behind"), makesDue: false);
        await rival.Commit();

        await Assert.ThrowsAsync<LogFailedException>(() => five.Committed);
        await Assert.ThrowsAsync<LogFailedException>(() => behind.Committed);
        Assert.Throws<LogFailedException>(() => appender.Append(Joined("later"), makesDue: false));
        Assert.Equal(1L, await Statements.Run(test.AdminConnectionString, $"SELECT max(seq) FROM meeting_log WHERE meeting = {Meeting}"));
        await writer.StopAsync(CancellationToken.None);
    }

    [PostgresFact]
    public async Task One_meeting_that_conflicts_fails_alone()
    {
        await using var test = await TestDatabase.Create();
        await using var database = new SiloDatabase(test.ConnectionString);
        using var writer = new LogWriter(database, NullLogger<LogWriter>.Instance);
        var log = new MeetingLog(new LogReader(database), writer, new LogRemoval(database), new LogErasure(database));
        await using var rival = await Rival.Take(test, Meeting);
        await rival.Commit();

        var conflicting = log.Open(Meeting, 0).Append(Joined("1"), makesDue: false);
        var innocent = log.Open(Busy, 0).Append(Joined("1"), makesDue: false);
        await writer.StartAsync(CancellationToken.None);

        await innocent.Committed;
        await Assert.ThrowsAsync<LogFailedException>(() => conflicting.Committed);
        await writer.StopAsync(CancellationToken.None);
    }

    static Task UntilWaiting(TestDatabase test) => Wait.Until(
        async () => await Statements.Run(test.AdminConnectionString, "SELECT count(*) FROM pg_locks WHERE NOT granted") is > 0L,
        () => "the writer waits for the rival");

    static Fact Joined(string userId) => new()
    {
        Kind = FactKind.Joined, Run = "run", At = DateTimeOffset.UnixEpoch, UserId = userId,
    };

    /// <summary>Somebody else's append to a meeting's first place, not committed yet.</summary>
    sealed class Rival(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public static async Task<Rival> Take(TestDatabase test, long meeting)
        {
            var connection = new NpgsqlConnection(test.AdminConnectionString);
            await connection.OpenAsync();
            var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(
                $"INSERT INTO meeting_log (meeting, seq, kind, source, at, run) VALUES ({meeting}, 1, 1, 1, now(), 'rival')", connection);
            await command.ExecuteNonQueryAsync();
            return new Rival(connection, transaction);
        }

        public Task Commit() => transaction.CommitAsync();

        public Task GiveUp() => transaction.RollbackAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
