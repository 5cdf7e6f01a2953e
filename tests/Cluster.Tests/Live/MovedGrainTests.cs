using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Crash;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>Streams that outlive their meeting's grain, its silo, and the database.</summary>
public sealed class MovedGrainTests(ITestOutputHelper output)
{
    const int Lessons = 8;

    static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(20);

    [PostgresFact]
    public Task Whose_silo_was_killed_are_told_by_the_other() => Outlive(silo => silo.Kill());

    [PostgresFact]
    public Task Whose_silo_was_stopped_are_told_by_the_other() => Outlive(silo => silo.Stop());

    [PostgresFact, UnsupportedOSPlatform("windows")]
    public async Task While_the_database_is_away_they_live_and_then_they_go_on()
    {
        await using var server = await StoppableServer.Start();
        await using var app = AppProcess.OnServer(server.ConnectionString);
        await app.Launch();
        var lesson = await HeldLesson.Make(app, DateTimeOffset.UtcNow.AddMinutes(-5));
        await using var stream = await EventStream.Open(app.As(lesson.School.Teacher), lesson.Meeting.Path);
        await stream.Next("snapshot");

        await server.Crash();
        // Long enough for the rights to have to be asked for again.
        var away = Stopwatch.StartNew();
        for (var pings = 0; pings < 3 || away.Elapsed < TimeSpan.FromSeconds(12); pings++)
            Assert.Equal("ping", await stream.NextOfAnyType(RecoveryMax));
        await server.StartAgain();

        await IsAccepted(() => lesson.Run.Joined(0, lesson.Emails[0]));
        Assert.Equal(1, InNow((await stream.Until(view => InNow(view) == 1, RecoveryMax))[^1].Data));
    }

    /// <summary>Two silos, one of which ends: about half of the meetings' grains are there.</summary>
    async Task Outlive(Func<AppProcess, Task> end)
    {
        await using var database = await TestDatabase.Create();
        await using var stays = Silo(database);
        await using var ends = Silo(database);
        await using var app = AppProcess.On(database, ("Cluster__Mode", "Client"));
        await Task.WhenAll(stays.Launch(), ends.Launch());
        await app.Launch();
        var school = await School.Make(app);
        var lessons = await Task.WhenAll(Enumerable.Range(0, Lessons).Select(
            _ => HeldLesson.Make(app, school, DateTimeOffset.UtcNow.AddMinutes(-5))));
        var streams = await Task.WhenAll(lessons.Select(lesson => EventStream.Open(app.As(school.Teacher), lesson.Meeting.Path)));
        foreach (var stream in streams)
            await stream.Next("snapshot");

        await end(ends);

        var late = await Task.WhenAll(lessons.Zip(streams, TellsOfAWebhook));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"told {late.Min().TotalSeconds:0.0} to {late.Max().TotalSeconds:0.0} s after the webhook was accepted"));
        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    /// <returns>How long after it was accepted.</returns>
    static async Task<TimeSpan> TellsOfAWebhook(HeldLesson lesson, EventStream stream)
    {
        await IsAccepted(() => lesson.Run.Joined(0, lesson.Emails[0]));
        var accepted = Stopwatch.GetTimestamp();
        await stream.Until(view => InNow(view) == 1, RecoveryMax);
        return Stopwatch.GetElapsedTime(accepted);
    }

    /// <summary>Zoom sends again until it is answered 200.</summary>
    static Task IsAccepted(Func<Task> webhook) => Wait.Until(
        async () => await Record.ExceptionAsync(webhook) is null, () => "a webhook was accepted", RecoveryMax);

    static int InNow(JsonElement view) => view.GetProperty("counts").GetProperty("inNow").GetInt32();

    static AppProcess Silo(TestDatabase database) => AppProcess.Silo(
        database, ("Cluster__SiloPort", Port()), ("Cluster__GatewayPort", Port()));

    static string Port() => FreePort.Find().ToString(CultureInfo.InvariantCulture);
}
