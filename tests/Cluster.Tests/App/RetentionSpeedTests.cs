using System.Diagnostics;
using System.Net;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>What a run of the retention costs those whom Zoom tells of meanwhile.</summary>
public sealed class RetentionSpeedTests(ITestOutputHelper output)
{
    const int Lessons = 200, FactsOfLesson = 500, Sent = 1_000;

    /// <summary>The scheduler of two busy cores is as much of it as the run.</summary>
    const double SlowerMax = 2, AlwaysAllowed = 20;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [PostgresFact, Trait("Tier", "Long")]
    public async Task Webhooks_are_answered_as_soon_while_a_hundred_thousand_facts_are_deleted()
    {
        await using var app = await AppProcess.Create(("School__LockAfterDays", "1"));
        await app.Launch();
        var school = await School.Make(app, students: 1);
        var live = await school.AddMeeting();
        var old = new List<long>();
        for (var i = 0; i < Lessons; i++)
            old.Add((await school.AddMeeting()).Number);
        await app.Kill();
        await Statements.Run(app.Database.AdminConnectionString, LongLogs(old));
        await app.Launch();
        await Wait.Until(async () => await Count("meeting_occurrences WHERE attendance_state = 'locked'") >= Lessons,
            () => "all lessons are locked", Patience);
        (await app.Admin.Put("/api/admin/retention", new { items = new[] { new { kind = "facts", days = 30 } } })).Is(HttpStatusCode.OK);
        var lesson = new Lesson(app.Zoom, live.Number, DateTimeOffset.UtcNow.AddMinutes(-30));
        await lesson.Start();
        await Latencies(lesson, () => false, 300);

        var alone = await Latencies(lesson, () => false, Sent);
        var started = Stopwatch.StartNew();
        var run = app.Admin.Post("/api/admin/retention/run", new { });
        var beside = await Latencies(lesson, () => run.IsCompleted, int.MaxValue);
        (await run).Is(HttpStatusCode.OK);

        output.WriteLine($"alone: {InWords(alone)}");
        output.WriteLine($"beside a run of {started.Elapsed.TotalSeconds:0.0} s: {InWords(beside)}");
        Assert.Equal(0L, await Count($"meeting_log WHERE kind BETWEEN 1 AND 7 AND meeting <> {live.Number}"));
        Assert.True(
            Of(beside, 0.99) < Math.Max(SlowerMax * Of(alone, 0.99), AlwaysAllowed),
            $"alone {InWords(alone)}, beside a run {InWords(beside)}");

        async Task<long> Count(string rows) =>
            (long)(await Statements.Run(app.Database.AdminConnectionString, $"SELECT count(*) FROM {rows}"))!;
    }

    static string LongLogs(IEnumerable<long> meetings) => $"""
        INSERT INTO meeting_log (meeting, seq, kind, source, at, run, user_id, connection, name)
        SELECT meeting, 1000 + i, CASE i WHEN 1 THEN 1 WHEN {FactsOfLesson} THEN 2 ELSE 3 + i % 2 END, 1,
            '2026-03-02T00:30:00Z'::timestamptz + i * interval '1 second', 'run ' || meeting,
            CASE WHEN i NOT IN (1, {FactsOfLesson}) THEN (i / 2)::text END,
            CASE WHEN i NOT IN (1, {FactsOfLesson}) THEN 'client ' || i / 2 END,
            CASE WHEN i NOT IN (1, {FactsOfLesson}) THEN 'Guest ' || i / 2 END
        FROM unnest(ARRAY[{string.Join(',', meetings)}]::bigint[]) meeting, generate_series(1, {FactsOfLesson}) i;
        DELETE FROM due_work WHERE kind = 'attendance';
        INSERT INTO due_work (kind, key, due_at)
        SELECT 'attendance', meeting::text, now() FROM unnest(ARRAY[{string.Join(',', meetings)}]::bigint[]) meeting
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

    static string InWords(List<double> all) => $"p50 {Of(all, 0.5):0.0} ms, p99 {Of(all, 0.99):0.0} ms, {all.Count} times";

    static double Of(List<double> all, double share) => all.Order().ElementAt((int)(share * (all.Count - 1)));
}
