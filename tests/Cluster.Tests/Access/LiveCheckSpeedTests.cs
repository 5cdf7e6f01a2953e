using Microsoft.Extensions.Logging.Abstractions;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Xunit.Abstractions;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>What it costs the live view to ask who may see whom.</summary>
[Collection(SharedApp.Name)]
public sealed class LiveCheckSpeedTests(SharedAppFixture shared, ITestOutputHelper output)
{
    const int WarmUpRounds = 50;
    const int Rounds = 500;
    const int Students = 30;

    static readonly TimeSpan CheckMax = TimeSpan.FromMilliseconds(1);

    [PostgresFact, Trait("Tier", "Long")]
    public async Task Who_asks_and_the_scope_that_is_known_take_less_than_a_millisecond()
    {
        var app = await shared.App;
        var school = await School.Make(app, Students);
        var meeting = await school.AddMeeting();
        var lesson = new Lesson(app.Zoom, meeting.Number, new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero));
        await lesson.Start();
        await using var postgres = await AccessHosting.Start(app.Database.ConnectionString);
        var callers = new Callers(postgres.Silo, new ConfigurationBuilder().Build(), NullLogger<Callers>.Instance);
        using var cache = new MemoryCache(Options.Create(new MemoryCacheOptions()));
        var scopes = new Scopes(new UserDatabase(postgres), cache);
        var teacher = new Caller(school.Teacher, Caller.Teacher);

        var whole = await Median("GET …/participants", async () =>
            (await app.As(school.Teacher).Get($"{meeting.Path}/participants")).Is(HttpStatusCode.OK));
        var who = await Median("who asks", async () => Assert.NotNull(await callers.Find(school.Teacher, default)));
        var known = await Median("their scope, known", async () => Assert.NotNull(await scopes.Find(teacher, meeting.Id, default)));
        await Median("their scope, read", async () => Assert.NotNull(await scopes.Read(teacher, meeting.Id, default)));

        Assert.InRange(who + known, TimeSpan.Zero, CheckMax);
        Assert.True(known < who && who < whole, "The parts take longer than the whole: this measured something else.");
    }

    async Task<TimeSpan> Median(string what, Func<Task> work)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round < WarmUpRounds + Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(started));
        }
        var median = times.Skip(WarmUpRounds).Order().ElementAt(Rounds / 2);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {median.TotalMicroseconds:0} µs"));
        return median;
    }
}
