using System.Diagnostics;
using System.Globalization;
using System.Net;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;
using ZoomOrleans.Silo.Postgres;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Cluster.Tests.Crash;

/// <summary>Two silos and an API that is their client, each a process of its own, on one database.</summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(20);

    [PostgresFact]
    public async Task Meetings_of_a_silo_that_is_killed_go_on_at_the_other()
    {
        await using var database = await TestDatabase.Create();
        await using var stays = Silo(database);
        await using var dies = Silo(database);
        await using var app = AppProcess.On(database, ("Cluster__Mode", "Client"));
        await Task.WhenAll(stays.Launch(), dies.Launch());
        await app.Launch();
        var lessons = await SimulatedLessons.Make(app, lessons: 8, students: 12);
        var deliveries = lessons.Deliveries(Faults.Usual with { Reordered = 0.1, Repeated = 0.1 });
        using var senders = new Senders(app, deliveries);
        await senders.AcknowledgedAtLeast(deliveries.Count / 2);

        await dies.Kill();

        var killed = Stopwatch.StartNew();
        await Task.WhenAll(lessons.Meetings.Select(meeting => Answers(app, meeting, killed)));
        var recovery = killed.Elapsed;
        await senders.AllAcknowledged();
        await LogAudit.IsSound(database.AdminConnectionString, deliveries);
        await lessons.AreRecorded(app);
        foreach (var meeting in lessons.Meetings)
            (await app.As(lessons.School.Teacher).Get($"{meeting.Path}/participants")).Is(HttpStatusCode.OK);
        output.WriteLine(
            $"{deliveries.Count} webhooks; all meetings answered again {recovery.TotalSeconds:0.0} s after the kill");
    }

    [PostgresFact, Trait("Tier", "Long")]
    public async Task When_all_silos_were_killed_a_new_one_takes_over()
    {
        await using var database = await TestDatabase.Create();
        await using var first = Silo(database);
        await using var second = Silo(database);
        await using var app = AppProcess.On(database, ("Cluster__Mode", "Client"));
        await first.Launch();
        await app.Launch();
        var lessons = await SimulatedLessons.Make(app, lessons: 3, students: 5);
        var deliveries = lessons.Deliveries(Faults.Usual);
        using var senders = new Senders(app, deliveries);
        await senders.AcknowledgedAtLeast(deliveries.Count / 2);

        await first.Kill();
        await second.Launch();

        var started = Stopwatch.StartNew();
        await Task.WhenAll(lessons.Meetings.Select(meeting => Answers(app, meeting, started)));
        output.WriteLine($"answered again {started.Elapsed.TotalSeconds:0.0} s after the new silo was ready");
        await senders.AllAcknowledged();
        await LogAudit.IsSound(database.AdminConnectionString, deliveries);
        await lessons.AreRecorded(app);
    }

    [PostgresFact]
    public async Task A_client_may_start_before_its_silos()
    {
        await using var database = await TestDatabase.Create();
        await using var silo = Silo(database);
        await using var app = AppProcess.On(database, ("Cluster__Mode", "Client"));
        var starting = app.Launch();
        await Wait.Until(() => app.Log.Count > 0 || starting.IsCompleted, "the client has begun");
        await silo.Launch();

        await starting;

        await Answers(app, new Meeting(default, School.NewNumber()), Stopwatch.StartNew());
    }

    static AppProcess Silo(TestDatabase database) => AppProcess.Silo(
        database, ("Cluster__SiloPort", Port()), ("Cluster__GatewayPort", Port()));

    static string Port() => FreePort.Find().ToString(CultureInfo.InvariantCulture);

    /// <summary>Sends a new notice until it is answered 200.</summary>
    static Task Answers(AppProcess app, Meeting meeting, Stopwatch since)
    {
        var status = HttpStatusCode.Unused;
        return Wait.Until(
            async () =>
            {
                using var answer = await app.Zoom.Post(ZoomBody.Notice("meeting.updated", meeting.Number));
                return (status = answer.StatusCode) == HttpStatusCode.OK;
            },
            () => $"meeting {meeting.Number} was answered 200; after {since.Elapsed} it was {status}", RecoveryMax);
    }
}
