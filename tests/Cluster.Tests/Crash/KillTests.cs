using System.Globalization;
using System.Runtime.Versioning;
using Npgsql;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo.Postgres;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Cluster.Tests.Crash;

/// <summary>The program is killed amid webhooks and started again on the same data.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>Out of order, and some twice.</summary>
    static readonly Faults Faults = Faults.Usual with { Reordered = 0.1, Repeated = 0.1 };

    [PostgresFact]
    public async Task A_kill_loses_nothing_that_was_answered()
    {
        await using var app = await AppProcess.Start();

        await Survives(app, () => app.Database.AdminConnectionString, kills: 1, lessons: 4, students: 25);
    }

    [PostgresFact, Trait("Tier", "Long")]
    public async Task Ten_kills_lose_nothing_that_was_answered()
    {
        await using var app = await AppProcess.Start();

        await Survives(app, () => app.Database.AdminConnectionString, kills: 10, lessons: 14, students: 45);
    }

    [PostgresFact, Trait("Tier", "Long")]
    public async Task Kills_that_end_the_embedded_database_too_lose_nothing_that_was_answered()
    {
        var files = new InstanceFiles(TestDirectory.New());
        try
        {
            await using var app = AppProcess.OnServer(null, ("Embedded__DataDirectory", files.Root));
            await app.Launch();

            await Survives(app, () => Embedded(files), kills: 3, lessons: 6, students: 45);
        }
        finally
        {
            await Wait.Until(() => !File.Exists(files.PostmasterFile), "the embedded server has ended with its parent");
            Directory.Delete(files.Root, recursive: true);
        }
    }

    [PostgresFact]
    public async Task A_stop_in_good_order_loses_nothing_that_was_answered()
    {
        await using var app = await AppProcess.Start();
        var lessons = await SimulatedLessons.Make(app, lessons: 4, students: 25);
        var deliveries = lessons.Deliveries(Faults);
        using var senders = new Senders(app, deliveries);
        await senders.AcknowledgedAtLeast(deliveries.Count / 2);

        await app.Stop();

        await LogAudit.IsSound(app.Database.AdminConnectionString, senders.Acknowledged);
        await app.Launch();
        await senders.AllAcknowledged();
        await lessons.AreRecorded(app);
    }

    [PostgresFact]
    public async Task After_a_restart_the_records_follow_the_log_without_another_webhook()
    {
        await using var app = await AppProcess.Start();
        var lessons = await SimulatedLessons.Make(app, lessons: 3, students: 10);
        await using (var held = new NpgsqlConnection(app.Database.AdminConnectionString))
        {
            // Held here, nothing can be derived before the kill.
            await held.OpenAsync();
            await using var transaction = await held.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("LOCK TABLE meeting_heads IN EXCLUSIVE MODE", held);
            await command.ExecuteNonQueryAsync();
            using var senders = new Senders(app, lessons.Deliveries(Faults));
            await senders.AllAcknowledged();
            await app.Kill();
        }
        Assert.Equal(0L, await Statements.Run(app.Database.AdminConnectionString, "SELECT count(*) FROM meeting_runs"));
        // What it had taken by then would be due a minute later.
        await Statements.Run(app.Database.AdminConnectionString, "UPDATE due_work SET due_at = least(due_at, now())");

        await app.Launch();

        await lessons.AreRecorded(app);
    }

    async Task Survives(AppProcess app, Func<string> database, int kills, int lessons, int students)
    {
        var simulated = await SimulatedLessons.Make(app, lessons, students);
        var deliveries = simulated.Deliveries(Faults);
        using var senders = new Senders(app, deliveries);
        for (var kill = 1; kill <= kills; kill++)
        {
            await senders.AcknowledgedAtLeast(deliveries.Count * kill / (kills + 1));
            await app.Kill();
            await app.Launch();
            await LogAudit.IsSound(database(), senders.Acknowledged);
        }

        await senders.AllAcknowledged();

        await LogAudit.IsSound(database(), deliveries);
        await simulated.AreRecorded(app);
        output.WriteLine(
            $"{deliveries.Count} webhooks, {senders.Answers.Count} requests, "
            + $"{senders.Answers.Count(sent => sent.Status is null)} without an answer, {kills} kills");
    }

    static string Embedded(InstanceFiles files) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = int.Parse(File.ReadLines(files.PostmasterFile).ElementAt(3), CultureInfo.InvariantCulture),
        Username = ClusterMaker.Admin,
        Password = File.ReadAllText(files.AdminPassword).Trim(),
        Database = Provision.Database,
    }.ConnectionString;
}
