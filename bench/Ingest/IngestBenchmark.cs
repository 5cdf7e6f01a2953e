using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ZoomOrleans.Bench.Load;
using ZoomOrleans.Bench.Machine;
using ZoomOrleans.Bench.Servers;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Bench.Ingest;

/// <summary>How many webhooks a second become durable, in comparison: absolute figures hold for one machine only.</summary>
static class IngestBenchmark
{
    const int Meetings = 200;

    /// <summary>Of one lesson that has all the load: more than there are connections.</summary>
    const int HotStudents = 1_000;
    const int HotFirst = 1_000_000;
    const int TriesPerRoundMax = 5;

    public static async Task Run(BenchSettings settings, string arguments)
    {
        using var directory = new DiskDirectory();
        await using var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { DataDirectory = directory.Path }, NullLogger.Instance, CancellationToken.None);
        await CheckDurability(postgres.ConnectionString);
        var lessons = Lessons.Of(Meetings);
        var rivals = new Rivals(postgres.ConnectionString);
        await using var product = await rivals.Product();
        await SchoolTables.Write(postgres.ConnectionString, lessons);
        var hot = Lessons.Of(1, HotStudents, HotFirst);
        await SchoolTables.Write(postgres.ConnectionString, hot);
        await using var pair = await Pair.Start(lessons);
        await using var upsert = await rivals.UpsertPerWebhook();
        await using var known = await rivals.KnownUpsertPerWebhook();
        await using var tuned = await rivals.TunedUpsertPerWebhook();
        await using var nothing = await rivals.NothingDurable();

        Contender[] contenders =
        [
            Enter("product", product), Enter("one hot meeting", product, hot), pair.Enter(settings), Enter("P2", upsert),
            Enter("P2ev", known), Enter("P2 tuned", tuned), Enter("L1", nothing),
        ];
        if (settings.OnlyProduct)
            contenders = contenders[..1];
        foreach (var contender in contenders)
            contender.WarmUp(settings.WarmUp);
        for (var round = 0; round < settings.Rounds; round++)
            foreach (var contender in contenders)
                await Measure(contender, settings);

        var report = IngestReport.Of(contenders, arguments);
        Console.WriteLine(report);
        if (!settings.IsShort && !settings.OnlyProduct)
            ResultsFile.Replace("Ingest", report);

        Contender Enter(string name, ServerProcess server, Lessons? of = null) => new(
            name, [server], new RequestMaker(of ?? lessons, rivals.Secret, settings.Connections), settings.Connections,
            postgres.PostmasterId);
    }

    public static async Task Measure(Contender contender, BenchSettings settings)
    {
        for (var attempt = 1; attempt <= TriesPerRoundMax; attempt++)
        {
            if (!settings.IsShort)
                await Calm.Wait();
            var round = await contender.Measure(settings.Seconds);
            Console.WriteLine(IngestReport.Line(contender.Name, round));
            if (round.Counts || settings.IsShort)
            {
                contender.Rounds.Add(round);
                return;
            }
            contender.Dropped.Add(round);
        }
    }

    public static async Task CheckDurability(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') = 'on'", connection);
        if (await command.ExecuteScalarAsync() is not true)
            throw new InvalidOperationException("PostgreSQL does not wait for the disk: figures would mean nothing.");
    }
}
