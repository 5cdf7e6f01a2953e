using System.Diagnostics;
using Npgsql;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>However the last run ended, the next one starts, with all that was committed.</summary>
public sealed class EmbeddedPostgresTests(OwnServer own) : IClassFixture<OwnServer>
{
    [PostgresFact]
    public async Task Rows_stay_over_a_restart()
    {
        await using (var first = await own.Start())
            await Statements.Run(first.ConnectionString, "CREATE TABLE kept AS SELECT 7 AS value");

        await using var second = await own.Start();
        Assert.Equal(7, await Statements.Run(second.ConnectionString, "SELECT value FROM kept"));
    }

    [PostgresFact]
    public async Task A_killed_server_starts_again_with_its_rows()
    {
        await using (var killed = await own.Start())
        {
            await Statements.Run(killed.ConnectionString, "CREATE TABLE survived AS SELECT 7 AS value");
            Process.GetProcessById(killed.PostmasterId).Kill();
        }

        await using var next = await own.Start();
        Assert.Equal(7, await Statements.Run(next.ConnectionString, "SELECT value FROM survived"));
    }

    [PostgresFact]
    public async Task A_statement_that_outlived_its_server_does_not_hinder_the_next_start()
    {
        Task busy;
        await using (var killed = await own.Start())
        {
            const string Busy = "DO $$ BEGIN FOR i IN 1..2000000000 LOOP PERFORM 1; END LOOP; END $$";
            busy = Statements.Run(killed.ConnectionString, Busy);
            await Wait.Until(() => IsBusy(killed), "the statement ran");
            Process.GetProcessById(killed.PostmasterId).Kill();
        }

        await using var next = await own.Start();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => busy);
        Assert.Equal(1, await Statements.Run(next.ConnectionString, "SELECT 1"));
    }

    [PostgresFact]
    public async Task The_server_stops_when_its_parent_is_killed()
    {
        using var parent = await HoldPostgres.Start(own.Directory);

        parent.Kill();

        await Wait.Until(() => !File.Exists(own.Files.PostmasterFile), "the server had stopped");
    }

    [PostgresFact]
    public async Task A_server_that_outlived_its_parent_does_not_hinder_the_next_start()
    {
        using var parent = await HoldPostgres.Start(own.Directory);
        Process.GetProcessById(parent.WatchId).Kill();
        parent.Kill();
        var leftover = own.Files.PostmasterId();

        await using var next = await own.Start();

        Assert.NotNull(leftover);
        Assert.NotEqual(leftover, next.PostmasterId);
        Assert.Equal(1, await Statements.Run(next.ConnectionString, "SELECT 1"));
    }

    [PostgresFact]
    public async Task A_start_beside_a_dying_server_waits_for_it()
    {
        using var parent = await HoldPostgres.Start(own.Directory);
        parent.Kill();

        await using var next = await own.Start();

        Assert.Equal(1, await Statements.Run(next.ConnectionString, "SELECT 1"));
    }

    [PostgresFact]
    public async Task A_pid_file_that_names_a_stranger_does_not_hinder_the_next_start()
    {
        await using (await own.Start())
        {
        }

        await File.WriteAllTextAsync(own.Files.PostmasterFile, $"{Environment.ProcessId}\n{own.Files.Cluster}\n");

        await using var next = await own.Start();
        Assert.Equal(1, await Statements.Run(next.ConnectionString, "SELECT 1"));
    }

    [PostgresFact]
    public async Task A_directory_in_use_is_named_with_its_owner()
    {
        using var owner = await HoldPostgres.Start(own.Directory);

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(own.Start);

        Assert.Contains(
            $"in use by another running process (id {owner.Id})", refusal.Message, StringComparison.Ordinal);
        owner.Kill();
    }

    [PostgresFact]
    public async Task Of_two_starts_at_once_one_wins()
    {
        var starts = new[] { own.Start(), own.Start() };
        await Task.WhenAll(starts).ContinueWith(_ => { }, TaskScheduler.Default);

        var winner = Assert.Single(starts, start => start.IsCompletedSuccessfully);
        var loser = Assert.Single(starts, start => start.IsFaulted);
        Assert.IsType<EmbeddedPostgresException>(loser.Exception!.InnerException);
        await using var server = await winner;
    }

    static bool IsBusy(EmbeddedPostgres server) =>
        Statements.Run(
            server.AdminConnectionString,
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO %'")
            .GetAwaiter().GetResult() is true;
}
