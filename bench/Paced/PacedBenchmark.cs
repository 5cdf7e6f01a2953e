using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ZoomOrleans.Bench.Ingest;
using ZoomOrleans.Bench.Load;
using ZoomOrleans.Bench.Machine;
using ZoomOrleans.Bench.Servers;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Bench.Paced;

/// <summary>
/// How soon webhooks are answered that come when they come, and not when the server is ready for them: latency counts from when
/// each was due. First of lessons whose grains do not live yet, as at eight in the morning; then at steady rates, beside P2.
/// </summary>
static class PacedBenchmark
{
    const int ColdMeetings = 10_000;
    const int ColdPerSecond = 1_000;
    const int WarmMeetings = 200;
    const int WarmFirst = 1_000_000;

    static readonly int[] Rates = [1_000, 3_000, 6_000];

    static readonly TimeSpan Promise = TimeSpan.FromSeconds(3);

    public static async Task Run(BenchSettings settings, string arguments)
    {
        using var directory = new DiskDirectory();
        await using var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { DataDirectory = directory.Path }, NullLogger.Instance, CancellationToken.None);
        await IngestBenchmark.CheckDurability(postgres.ConnectionString);
        var rivals = new Rivals(postgres.ConnectionString);
        await using var product = await rivals.Product();
        await using var peer = await rivals.UpsertPerWebhook();
        var cold = Lessons.Of(settings.IsShort ? ColdMeetings / 100 : ColdMeetings, studentsEach: 1);
        var warm = Lessons.Of(WarmMeetings, first: WarmFirst);
        foreach (var lessons in new[] { cold, warm })
            await SchoolTables.Write(postgres.ConnectionString, lessons);
        var makers = new[] { product, peer }.ToDictionary(
            server => server, _ => new RequestMaker(warm, rivals.Secret, settings.Connections));
        // The program, and not its compiler, is measured; the cold lessons are not touched.
        foreach (var (server, maker) in makers)
            await WarmUp(server, maker);

        var text = new StringBuilder().AppendLine(MachineFacts.Heading(arguments)).AppendLine();
        text.AppendLine("| what comes | server | a second | p50/p99/longest ms | within 3 s | refused |");
        text.AppendLine("|---|---|---|---|---|---|");
        await Calmly(() => Enter(
            $"{cold.Meetings:N0} lessons, each for the first time", "product", product,
            new RequestMaker(cold, rivals.Secret, settings.Connections), cold.Meetings, ColdPerSecond));
        foreach (var rate in Rates)
            foreach (var (name, server) in new[] { ("product", product), ("P2", peer) })
                await Calmly(() => Enter(
                    $"{WarmMeetings} lessons", name, server, makers[server], (int)(rate * settings.Seconds), rate));
        var report = text.ToString();
        Console.WriteLine(report);
        if (!settings.IsShort)
            ResultsFile.Replace("Webhooks as they come", report);

        async Task WarmUp(ServerProcess server, RequestMaker maker)
        {
            using var sender = new Sender(server.Port, settings.Connections);
            sender.Send(maker.Next(settings.WarmUp));
            await Task.Yield();
        }

        async Task Calmly(Action measure)
        {
            if (!settings.IsShort)
                await Calm.Wait();
            measure();
        }

        void Enter(string what, string name, ServerProcess server, RequestMaker maker, int count, int perSecond)
        {
            using var sender = new Sender(server.Port, settings.Connections);
            var sent = sender.Send(maker.Next(count), perSecond);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {what} | {name} | {perSecond:N0} "
                + $"| {sent.Milliseconds(50):0.0}/{sent.Milliseconds(99):0.0}/{sent.Milliseconds(100):0} "
                + $"| {sent.Within(Promise):P2} | {sent.Refused} |");
        }
    }
}
