using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ZoomOrleans.Bench.Ingest;
using ZoomOrleans.Bench.Load;
using ZoomOrleans.Bench.Machine;
using ZoomOrleans.Silo.Postgres;
using Json = ZoomOrleans.Silo.Text.Json;

namespace ZoomOrleans.Bench.Grains;

/// <summary>
/// What grains answer and keep, beside the same by SQL, in turns: who is there, a lesson's marks, a log read again; and what of
/// memory it takes.
/// </summary>
static class GrainBenchmark
{
    const int Askers = 8;
    const int LongLessonEvents = 10_000;
    const int Repeats = 9;

    static readonly Scope Everybody = new(true, []);

    public static async Task Run(BenchSettings settings, string arguments)
    {
        using var directory = new DiskDirectory();
        await using var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { DataDirectory = directory.Path }, NullLogger.Instance, CancellationToken.None);
        await IngestBenchmark.CheckDurability(postgres.ConnectionString);
        await using var silo = await SiloHere.Start(postgres.ConnectionString);
        await using var sql = await SqlAnswers.Make(postgres.ConnectionString);
        var text = new StringBuilder().AppendLine(MachineFacts.Heading(arguments)).AppendLine();
        text.AppendLine("| what | the program | by SQL | ratio |").AppendLine("|---|---|---|---|");
        var small = await Lesson(students: 50, first: 1_000_000);
        var large = await Lesson(students: 1_000, first: 2_000_000);
        foreach (var lesson in new[] { small, large })
            await Views(lesson);
        await Marks(large);
        await Rebuild();
        await Memory();
        var report = text.ToString();
        Console.WriteLine(report);
        if (!settings.IsShort)
            ResultsFile.Replace("Grains", report);

        async Task<Lessons> Lesson(int students, int first)
        {
            var lesson = Lessons.Of(1, students, first);
            await SchoolTables.Write(postgres.ConnectionString, lesson);
            // Joined, left, joined again.
            await silo.Record(lesson, 0, 3);
            await sql.Fill(lesson);
            return lesson;
        }

        async Task Views(Lessons lesson)
        {
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round <= settings.Rounds; round++)
            {
                var grain = await Rate(async () => JsonSerializer.SerializeToUtf8Bytes(
                    await silo.Meeting(lesson.Number(0)).View(null, Everybody), Json.Options));
                var table = await Rate(async () => JsonSerializer.SerializeToUtf8Bytes(
                    await sql.View(lesson.Number(0)), Json.Options));
                // The first warms up.
                if (round == 0)
                    continue;
                ours.Add(grain);
                theirs.Add(table);
            }
            Row($"who is there of {lesson.Students:N0}, a second", Median(ours), Median(theirs), Median(ours) / Median(theirs));
        }

        async Task<double> Rate(Func<Task> ask)
        {
            var (started, asked) = (Stopwatch.GetTimestamp(), 0);
            await Task.WhenAll(Enumerable.Range(0, Askers).Select(_ => Task.Run(async () =>
            {
                while (Stopwatch.GetElapsedTime(started).TotalSeconds < settings.Seconds)
                {
                    await ask();
                    Interlocked.Increment(ref asked);
                }
            })));
            return asked / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        async Task Marks(Lessons lesson)
        {
            var meeting = silo.Meeting(lesson.Number(0));
            var view = await sql.View(lesson.Number(0));
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round < Repeats; round++)
            {
                // Everybody has other marks than before.
                await silo.Record(lesson, 3 + round, 1);
                ours.Add(await Milliseconds(meeting.Derive));
                theirs.Add(await Milliseconds(() => sql.WriteMarks(view)));
            }
            Row($"marks of {lesson.Students:N0} students, ms", Median(ours), Median(theirs), Median(theirs) / Median(ours));
        }

        async Task Rebuild()
        {
            const int Students = 50;
            var lesson = Lessons.Of(1, Students, 3_000_000);
            await SchoolTables.Write(postgres.ConnectionString, lesson);
            await silo.Record(lesson, 0, LongLessonEvents / Students);
            var times = new List<double>();
            for (var round = 0; round < Repeats * 3; round++)
                times.Add(await Milliseconds(() => silo.Log.Load(lesson.Number(0), CancellationToken.None)));
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
                $"A log of {LongLessonEvents:N0} events is read in **{Median(times):0} ms**: "
                + $"{PerSecond(times):N0} events a second.");
        }

        async Task Memory()
        {
            var idle = Lessons.Of(settings.IsShort ? 50 : 5_000, studentsEach: 1, first: 4_000_000);
            var empty = Held();
            for (var meeting = 0; meeting < idle.Meetings; meeting++)
                await silo.Meeting(idle.Number(meeting)).View(null, Everybody);
            var asked = Held();
            var busy = Lessons.Of(settings.IsShort ? 10 : 1_000, first: 5_000_000);
            var allocated = GC.GetTotalAllocatedBytes();
            await silo.Record(busy, 0, 1);
            allocated = GC.GetTotalAllocatedBytes() - allocated;
            var recorded = Held();
            var each = (double)(asked - empty) / idle.Meetings;
            var person = (recorded - asked - each * busy.Meetings) / busy.Students;
            text.AppendLine();
            text.Append(CultureInfo.InvariantCulture, $"An idle meeting holds **{each:N0} bytes**, somebody who is in it ");
            text.Append(CultureInfo.InvariantCulture, $"**{person:N0} bytes** more, with what knows their webhook again. From ");
            text.Append(CultureInfo.InvariantCulture, $"the webhook's bytes to the commit, {allocated / busy.Students:N0} ");
            text.AppendLine("bytes are allocated for each (HTTP not counted).");
        }

        static long Held()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return GC.GetTotalMemory(forceFullCollection: true);
        }

        static async Task<double> Milliseconds(Func<Task> work)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        void Row(string what, double ours, double theirs, double ratio) => text.AppendLine(
            CultureInfo.InvariantCulture, $"| {what} | {ours:N0} | {theirs:N0} | **{ratio:0.0}** |");
    }

    static double PerSecond(List<double> times) => LongLessonEvents / Median(times) * 1000;

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
