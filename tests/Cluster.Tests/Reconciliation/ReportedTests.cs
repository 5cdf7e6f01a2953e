using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator;
using SimulatedLesson = ZoomOrleans.ZoomSimulator.Lesson;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>What no webhook told comes from Zoom's participant report, by itself.</summary>
[Collection(ReconciledZoom.Name)]
public sealed class ReportedTests(ReconciledZoomFixture shared)
{
    [PostgresFact]
    public async Task Somebody_whose_webhooks_were_lost_is_present_by_the_report_and_asking_again_changes_nothing()
    {
        var lesson = await PlayedLesson.Play(await shared.App);
        await lesson.Tell(one => one.Person?.Name != lesson.School.Students[1].ToString());
        await lesson.Enter();

        var attendance = await lesson.Is("reconciled");

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(attendance));
        Assert.Equal(["present", "present"], PlayedLesson.Statuses(attendance));
        Assert.Equal(["webhook", "report"], attendance["records"].EnumerateArray().Select(
            record => Assert.Single(record.GetProperty("intervals").EnumerateArray()).GetProperty("source").GetString()));
        await lesson.IsVerified();
        await lesson.IsAsked();
        var logged = await lesson.Logged();
        var run = Assert.Single((await lesson.Reconcile()).Is(HttpStatusCode.OK)["runs"].EnumerateArray());
        Assert.Equal(
            (lesson.Lesson.Runs[0].Uuid, "compared", 0),
            (Text(run, "uuid"), Text(run, "outcome"), run.GetProperty("added").GetInt32()));
        Assert.Equal(logged, await lesson.Logged());
        Assert.Equal(attendance.Body, (await lesson.Is("reconciled")).Body);
    }

    [PostgresFact]
    public async Task A_lesson_of_which_no_webhook_came_is_found_in_the_list_of_runs_page_by_page()
    {
        var zoom = await shared.App;
        var lesson = await PlayedLesson.Play(zoom, plan => plan with { Guests = 320 });
        await lesson.Enter();

        var attendance = await lesson.Is("reconciled");

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(attendance));
        var people = lesson.Lesson.People.Sum(one => one.Stays.Count);
        Assert.InRange(people, 301, 600);
        Assert.Equal(
            (people, people),
            (await lesson.Logged("kind = 3 AND source = 2"), await lesson.Logged("kind = 4 AND source = 2")));
        var uuid = Uri.EscapeDataString(lesson.Lesson.Runs[0].Uuid);
        Assert.Contains(zoom.Zoom.Calls, call => call.Target.Contains("next_page_token", StringComparison.Ordinal)
            && (call.Target.Contains(uuid, StringComparison.Ordinal)
                || call.Target.Contains(Uri.EscapeDataString(uuid), StringComparison.Ordinal)));
    }

    [PostgresFact]
    public async Task A_lesson_beside_the_plan_whose_end_comes_late_does_not_wait_for_the_next_planned_one()
    {
        var lesson = await PlayedLesson.Play(await shared.App);
        await lesson.Enter(start: DateTimeOffset.UtcNow.AddDays(7));
        await lesson.IsDue();

        await lesson.TellAll();

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
    }

    [PostgresTheory, InlineData("/"), InlineData("+"), InlineData("//")]
    public async Task A_run_is_found_by_its_uuid_whatever_stands_in_it(string part)
    {
        var lesson = await PlayedLesson.Play(await shared.App, plan => Enumerable.Range(1, 20_000)
            .Select(seed => plan with { Seed = seed, People = plan.People.Take(1).ToList(), Length = LessonPlan.LengthMin })
            .First(one => UuidOf(one) is var uuid && (part == "/" ? uuid.StartsWith(part, StringComparison.Ordinal)
                : uuid.IndexOf(part, StringComparison.Ordinal) > 0)), students: 1);
        await lesson.Enter();

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
    }

    [PostgresTheory, InlineData(false), InlineData(true)]
    public async Task Time_in_breakout_rooms_counts_once_and_in_the_waiting_room_not_at_all(bool splitRows)
    {
        var lesson = await PlayedLesson.Play(await shared.With(splitRows), plan => plan with
        {
            Breakouts = 2, Behaviour = new Behaviour { WaitingRoom = 1 },
        });
        await lesson.Enter();

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
    }

    [PostgresFact]
    public async Task Both_runs_of_a_lesson_that_was_started_again_are_compared()
    {
        var lesson = await PlayedLesson.Play(await shared.App, plan => plan with { Restarts = true });
        await lesson.Tell(one => one.Run == lesson.Lesson.Runs[0].Uuid);
        await lesson.Enter();

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
        Assert.Equal(lesson.Lesson.Runs.Select(run => run.Uuid), RunsOf(await lesson.Occurrence()));
    }

    [PostgresFact]
    public async Task A_host_who_came_early_and_unheard_is_found()
    {
        var lesson = await PlayedLesson.Play(await shared.App);
        await lesson.Enter(start: lesson.Lesson.Plan.Start.AddMinutes(40));

        await lesson.Is("reconciled");

        Assert.Equal(lesson.Lesson.Runs.Select(run => run.Uuid), RunsOf(await lesson.Occurrence()));
    }

    [PostgresFact]
    public async Task A_meeting_that_was_started_again_after_class_is_another_run()
    {
        var zoom = await shared.App;
        var lesson = await PlayedLesson.Play(zoom);
        await lesson.TellAll();
        var after = SimulatedLesson.Of(lesson.Lesson.Plan with
        {
            Start = lesson.Lesson.Plan.Start.AddMinutes(60), Length = TimeSpan.FromMinutes(10),
        });
        zoom.Zoom.Runs.Add(after);
        await lesson.Enter();

        var seconds = PlayedLesson.Seconds(await lesson.Is("reconciled"));

        foreach (var (student, of) in lesson.TrueSeconds)
            Assert.Equal(of + after.People.Single(one => one.Person.Name == student.ToString()).Seconds, seconds[student]);
        Assert.Equal([lesson.Lesson.Runs[0].Uuid, after.Runs[0].Uuid], RunsOf(await lesson.Occurrence()));
    }

    static string UuidOf(LessonPlan plan) => SimulatedLesson.Of(plan).Runs[0].Uuid;

    static IEnumerable<string?> RunsOf(JsonElement occurrence) =>
        occurrence.GetProperty("runs").EnumerateArray().Select(run => Text(run, "uuid"));

    static string? Text(JsonElement json, string property) => json.GetProperty(property).GetString();
}
