using System.Globalization;
using System.Text;
using ZoomOrleans.Bench.Ingest;
using ZoomOrleans.Bench.Machine;

namespace ZoomOrleans.Bench.Watchers;

/// <summary>What the rounds come to, in words.</summary>
static class WatchersReport
{
    const string Legend = """

        Both lines are one program, in turns. Each watcher sees everybody in one lesson of 50 students, and no two are the same
        person; all webhooks are spread evenly over 1,000 lessons. The thread that reads for the watchers has its part of the same
        cores.
        """;

    public static string Of(Contender alone, Contender watched, List<double> eventsPerSecond, string arguments)
    {
        var text = new StringBuilder().AppendLine(MachineFacts.Heading(arguments)).AppendLine();
        text.AppendLine(
            "| watchers | req/s | p50/p99 ms | CPU µs per event: server + PostgreSQL | later | foreign CPU | rounds |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        text.AppendLine(IngestReport.Row(alone)).AppendLine(IngestReport.Row(watched)).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{WatcherTables.Lessons * WatcherTables.Each} watchers of {WatcherTables.Lessons} lessons cost "
            + $"**{1 - IngestReport.Rate(watched) / IngestReport.Rate(alone):P1}** of the throughput; "
            + $"they were told {eventsPerSecond.Order().ElementAt(eventsPerSecond.Count / 2):N0} times a second.");
        return text.AppendLine(Legend).ToString();
    }
}
