using System.Net;
using System.Runtime.Versioning;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Cluster.Tests.Crash;

/// <summary>The database goes away under a program that receives webhooks, and comes back.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OutageTests(ITestOutputHelper output)
{
    /// <summary>From the moment in which PostgreSQL accepts connections again.</summary>
    static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(5);

    static readonly Faults Faults = Faults.Usual with { Reordered = 0.1 };

    [PostgresFact]
    public Task A_database_that_is_away_for_seconds_costs_nothing_that_was_answered() =>
        IsSurvived(TimeSpan.FromSeconds(3), lessons: 4, students: 25);

    [PostgresFact, Trait("Tier", "Long")]
    public Task A_database_that_is_away_for_long_costs_nothing_that_was_answered() =>
        IsSurvived(TimeSpan.FromSeconds(20), lessons: 14, students: 45);

    async Task IsSurvived(TimeSpan outage, int lessons, int students)
    {
        await using var server = await StoppableServer.Start();
        await using var app = AppProcess.OnServer(server.ConnectionString);
        await app.Launch();
        var simulated = await SimulatedLessons.Make(app, lessons, students);
        var deliveries = simulated.Deliveries(Faults);
        using var senders = new Senders(app, deliveries);
        await senders.AcknowledgedAtLeast(deliveries.Count / 3);

        await server.Crash();
        var stopped = DateTimeOffset.UtcNow;
        // The length of the outage is what is tested: there is nothing to wait for.
        await Task.Delay(outage);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.Anonymous.Get("/health/ready")).Status);
        var starting = DateTimeOffset.UtcNow;
        await server.StartAgain();
        var back = DateTimeOffset.UtcNow;
        await senders.AllAcknowledged();

        var facts = senders.Answers.Where(sent => sent.IsFact && sent.SentAt > stopped).ToList();
        var meanwhile = facts.FindAll(sent => sent.AnsweredAt < starting);
        Assert.NotEmpty(meanwhile);
        Assert.All(meanwhile, sent => Assert.Equal(HttpStatusCode.ServiceUnavailable, sent.Status));
        Assert.All(meanwhile, sent => Assert.True(sent.RetryAfter > TimeSpan.Zero));
        var recovery = facts.First(sent => sent.Status == HttpStatusCode.OK).AnsweredAt - back;
        Assert.True(recovery < RecoveryMax, $"The first fact was accepted {recovery} after the database was back.");
        await LogAudit.IsSound(server.AdminConnectionString, deliveries);
        await simulated.AreRecorded(app);
        await RepetitionsAreKnown(app, server, deliveries);
        LogIsReadable([.. app.Log]);
        output.WriteLine(
            $"{deliveries.Count} webhooks; while the database was away {meanwhile.Count} facts were answered 503; "
            + $"the first 200 came {recovery.TotalMilliseconds:0} ms after it was back");
    }

    static async Task RepetitionsAreKnown(AppProcess app, StoppableServer server, IReadOnlyList<Delivery> deliveries)
    {
        const string facts = "SELECT count(*) FROM meeting_log WHERE kind < 5";
        var before = await Statements.Run(server.AdminConnectionString, facts);
        using var again = new Senders(app, deliveries);
        await again.AllAcknowledged();
        Assert.Equal(before, await Statements.Run(server.AdminConnectionString, facts));
    }

    /// <summary>As many stack traces as webhooks would fill the disk while the database is away.</summary>
    static void LogIsReadable(List<string> log)
    {
        const int linesBefore = 6;
        var trace = log.FindIndex(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        Assert.True(trace < 0, string.Join('\n', log.Skip(trace - linesBefore).Take(2 * linesBefore)));
    }
}
