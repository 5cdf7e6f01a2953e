using Microsoft.Extensions.Logging.Abstractions;
using ZoomOrleans.Bench.Ingest;
using ZoomOrleans.Bench.Load;
using ZoomOrleans.Bench.Machine;
using ZoomOrleans.Bench.Servers;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Bench.Watchers;

/// <summary>
/// What those cost who watch lessons live: the same program makes webhooks durable, in turns with and without them.
/// </summary>
static class WatchersBenchmark
{
    /// <summary>So many that in each happens what may happen in a lesson.</summary>
    const int Meetings = 1000;

    public static async Task Run(BenchSettings settings, string arguments)
    {
        using var directory = new DiskDirectory();
        await using var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { DataDirectory = directory.Path }, NullLogger.Instance, CancellationToken.None);
        await IngestBenchmark.CheckDurability(postgres.ConnectionString);
        var lessons = Lessons.Of(Meetings);
        var rivals = new Rivals(postgres.ConnectionString);
        await using var product = await rivals.Product();
        await SchoolTables.Write(postgres.ConnectionString, lessons);
        var watchers = await WatcherTables.Write(postgres.ConnectionString, lessons.Number(0));
        var maker = new RequestMaker(lessons, rivals.Secret, settings.Connections);
        var (alone, watched) = (Enter("without"), Enter("with"));
        alone.WarmUp(settings.WarmUp / 2);
        using (Watch())
            watched.WarmUp(settings.WarmUp / 2);

        var received = new List<double>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            // In turns, for the logs grow from round to round.
            if (round % 2 == 0)
                await IngestBenchmark.Measure(alone, settings);
            await MeasureWatched();
            if (round % 2 != 0)
                await IngestBenchmark.Measure(alone, settings);
        }

        var report = WatchersReport.Of(alone, watched, received, arguments);
        Console.WriteLine(report);
        if (!settings.IsShort)
            ResultsFile.Replace("Watchers", report);

        Contender Enter(string name) => new(name, [product], maker, settings.Connections, postgres.PostmasterId);

        Crowd Watch() => new(product.Port, watchers.Select(one => (one.Meeting, rivals.TokenFor(one.User))));

        async Task MeasureWatched()
        {
            using var crowd = Watch();
            await IngestBenchmark.Measure(watched, settings);
            received.Add(crowd.EventsPerSecond);
            Console.WriteLine(crowd);
        }
    }
}
