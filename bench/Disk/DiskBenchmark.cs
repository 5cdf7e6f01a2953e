using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ZoomOrleans.Bench.Grains;
using ZoomOrleans.Bench.Ingest;
using ZoomOrleans.Bench.Load;
using ZoomOrleans.Bench.Machine;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Bench.Disk;

/// <summary>
/// What a lesson takes of the disk when everybody has come and gone and has a mark. No time is measured: this may run on a busy
/// machine.
/// </summary>
static class DiskBenchmark
{
    const int Meetings = 1_000;
    const int WebhooksEach = 2;

    public static async Task Run(BenchSettings settings, string arguments)
    {
        using var directory = new DiskDirectory();
        await using var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { DataDirectory = directory.Path }, NullLogger.Instance, CancellationToken.None);
        await using var silo = await SiloHere.Start(postgres.ConnectionString);
        var lessons = Lessons.Of(settings.IsShort ? Meetings / 100 : Meetings);
        await SchoolTables.Write(postgres.ConnectionString, lessons);

        var before = await DiskUse.Now(postgres.ConnectionString);
        await silo.Record(lessons, 0, WebhooksEach);
        for (var meeting = 0; meeting < lessons.Meetings; meeting++)
            await silo.Meeting(lessons.Number(meeting)).Derive();
        var used = await DiskUse.Now(postgres.ConnectionString) - before;

        var webhooks = (double)lessons.Students * WebhooksEach;
        var report = new StringBuilder().AppendLine(MachineFacts.Heading(arguments)).AppendLine().AppendLine(
            CultureInfo.InvariantCulture,
            $"{lessons.Meetings:N0} lessons of {lessons.StudentsEach} students, each of whom comes and goes once:")
            .AppendLine()
            .AppendLine("| bytes | each |").AppendLine("|---|---|");
        Row("kept in the meetings' logs, for a webhook", used.Log / webhooks);
        Row("kept in all other tables, for a student's lesson", (used.Database - used.Log) / (double)lessons.Students);
        Row("written ahead (WAL) in all, for a webhook", used.Written / webhooks);
        Console.WriteLine(report);
        if (!settings.IsShort)
            ResultsFile.Replace("Disk", report.ToString());

        void Row(string what, double bytes) =>
            report.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {bytes:N0} |");
    }
}
