using System.Diagnostics;
using System.Globalization;
using System.Net;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>
/// What a run of the retention costs those whom Zoom tells of meanwhile: several runs, each compared with the moments just
/// before it on the same machine, so that what else the machine does is in both.
/// </summary>
public sealed class RetentionSpeedTests(ITestOutputHelper output)
{
    const int Rounds = 7, LessonsOfRound = 2, FactsOfLesson = 5_000, SentAlone = 500;

    /// <summary>Fewer beside a run would say nothing about it.</summary>
    const int SentMin = 100;

    /// <summary>How many times as long the median may take, and the slowest tenth at least, which varies more.</summary>
    static readonly (double Share, double SlowerMax)[] Limits = [(0.5, 2), (0.9, 3)];

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    static readonly DateTimeOffset Today = new(DateTimeOffset.UtcNow.Date.AddMinutes(30), TimeSpan.Zero);

    [PostgresFact, Trait("Tier", "Long")]
    public async Task Webhooks_are_answered_as_soon_while_seventy_thousand_facts_are_deleted()
    {
        await using var app = await AppProcess.Create(("School__LockAfterDays", "1"));
        await app.Launch();
        var school = await School.Make(app, students: 1);
        var live = await school.AddMeeting();
        await LockedLessons(app, school);
        // What goes with the first run alone, and is no fact.
        await Delete(before: 0);
        var lesson = new Lesson(app.Zoom, live.Number, DateTimeOffset.UtcNow.AddMinutes(-30));
        await lesson.Start();
        await Latencies(lesson, () => false, SentAlone);

        var rounds = new List<(List<double> Alone, List<double> Beside)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var alone = await Latencies(lesson, () => false, SentAlone);
            var run = Delete(before: round);
            rounds.Add((alone, await Latencies(lesson, () => run.IsCompleted, int.MaxValue)));
            await run;
        }

        Assert.Equal(0L, await Count(app, $"meeting_log WHERE kind BETWEEN 1 AND 7 AND meeting <> {live.Number}"));
        foreach (var (alone, beside) in rounds)
            output.WriteLine($"alone: {InWords(alone)}; beside a run: {InWords(beside)}");
        Assert.All(rounds, one => Assert.True(one.Beside.Count >= SentMin, $"Only {InWords(one.Beside)} beside a run."));
        foreach (var (share, slowerMax) in Limits)
        {
            var slower = Of(rounds.Select(one => Of(one.Beside, share) / Of(one.Alone, share)), 0.5);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{share:P0} of the answers: {slower:0.00} times as long"));
            Assert.True(slower < slowerMax, $"{share:P0} of the answers take {slower:0.00} times as long beside a run.");
        }

        async Task Delete(int before)
        {
            (await app.Admin.Put("/api/admin/retention", new
            {
                items = new[] { new { kind = "facts", days = (Today - DayOf(before)).Days - 5 } },
            })).Is(HttpStatusCode.OK);
            (await app.Admin.Post("/api/admin/retention/run", new { })).Is(HttpStatusCode.OK);
        }
    }

    /// <summary>The earlier ones are ten days older. Of none there is a lesson.</summary>
    static DateTimeOffset DayOf(int round) => Today.AddDays(-100 - (10 * (Rounds - round)));

    static async Task LockedLessons(AppProcess app, School school)
    {
        var all = new List<(long Meeting, DateTimeOffset Start)>();
        for (var i = 0; i < Rounds * LessonsOfRound; i++)
        {
            var start = DayOf(1 + (i % Rounds));
            all.Add(((await school.AddMeeting(("startTime", start.ToString("O", CultureInfo.InvariantCulture)))).Number, start));
        }
        await app.Kill();
        await Statements.Run(app.Database.AdminConnectionString, LongLogs(all));
        await app.Launch();
        await Wait.Until(
            async () => await Count(app, "meeting_occurrences WHERE attendance_state = 'locked'") >= all.Count,
            () => "all lessons are locked", Patience);
    }

    static async Task<long> Count(AppProcess app, string rows) =>
        (long)(await Statements.Run(app.Database.AdminConnectionString, $"SELECT count(*) FROM {rows}"))!;

    static string LongLogs(IReadOnlyCollection<(long Meeting, DateTimeOffset Start)> lessons) => $"""
        INSERT INTO meeting_log (meeting, seq, kind, source, at, run, user_id, connection, name)
        SELECT meeting, 1000 + i, CASE i WHEN 1 THEN 1 WHEN {FactsOfLesson} THEN 2 ELSE 3 + i % 2 END, 1,
            start + i * interval '1 second', 'run ' || meeting,
            CASE WHEN i NOT IN (1, {FactsOfLesson}) THEN (i / 2)::text END,
            CASE WHEN i NOT IN (1, {FactsOfLesson}) THEN 'client ' || i / 2 END,
            CASE WHEN i NOT IN (1, {FactsOfLesson}) THEN 'Guest ' || i / 2 END
        FROM (VALUES {string.Join(',', lessons.Select(one => $"({one.Meeting}, '{one.Start:O}'::timestamptz)"))})
                held (meeting, start),
            generate_series(1, {FactsOfLesson}) i;
        DELETE FROM due_work WHERE kind = 'attendance';
        INSERT INTO due_work (kind, key, due_at)
        SELECT 'attendance', meeting::text, now()
        FROM unnest(ARRAY[{string.Join(',', lessons.Select(one => one.Meeting))}]::bigint[]) meeting
        """;

    /// <summary>In milliseconds, one after the other: two webhooks each.</summary>
    static async Task<List<double>> Latencies(Lesson lesson, Func<bool> isOver, int max)
    {
        var all = new List<double>();
        while (all.Count < max && !isOver())
        {
            var started = Stopwatch.GetTimestamp();
            await lesson.Attend("Somebody", "somebody@elsewhere.example", 60 + all.Count, 61 + all.Count);
            all.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds / 2);
        }
        return all;
    }

    static string InWords(List<double> all) => string.Create(CultureInfo.InvariantCulture,
        $"p50 {Of(all, 0.5):0.00} ms, p90 {Of(all, 0.9):0.00} ms, p99 {Of(all, 0.99):0.00} ms, {all.Count} times");

    static double Of(IEnumerable<double> all, double share) =>
        all.Order().ToList() is { Count: > 0 } sorted ? sorted[(int)(share * (sorted.Count - 1))] : double.NaN;
}
