using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ZoomOrleans.Bench.Machine;
using ZoomOrleans.Bench.Servers;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Bench.Starts;

/// <summary>From the start of the process until it is ready, on a database that it has worked with before.</summary>
static class StartBenchmark
{
    const int RoundsMin = 5;

    public static async Task Run(BenchSettings settings, string arguments)
    {
        using var directory = new DiskDirectory();
        await using var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { DataDirectory = directory.Path }, NullLogger.Instance, CancellationToken.None);
        var rivals = new Rivals(postgres.ConnectionString);
        await using (await rivals.Product())
        {
        }
        var times = new List<double>();
        for (var round = 0; round < (settings.IsShort ? 1 : Math.Max(settings.Rounds, RoundsMin)); round++)
        {
            if (!settings.IsShort)
                await Calm.Wait();
            var started = Stopwatch.GetTimestamp();
            await using var product = await rivals.Product();
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        var report = new StringBuilder().AppendLine(MachineFacts.Heading(arguments)).AppendLine().AppendLine(
            CultureInfo.InvariantCulture,
            $"Ready after **{times.Order().ElementAt(times.Count / 2):0.0} s** ({times.Min():0.0} to {times.Max():0.0}, "
            + $"{times.Count} starts).")
            .ToString();
        Console.WriteLine(report);
        if (!settings.IsShort)
            ResultsFile.Replace("Start", report);
    }
}
