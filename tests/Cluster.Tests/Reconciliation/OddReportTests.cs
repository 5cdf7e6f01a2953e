using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>What Zoom says of a run may be wrong, or not to be read: nobody is called absent for it.</summary>
public sealed class OddReportTests
{
    [PostgresFact]
    public async Task Where_Zoom_counts_nobody_the_report_is_read_all_the_same()
    {
        await using var zoom = await ReconciledZoomFixture.Start(new() { Counted = _ => null });
        var lesson = await PlayedLesson.Play(zoom);
        await lesson.Enter();

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
    }

    [PostgresTheory]
    [InlineData(true, "notReady", "provisional")]
    [InlineData(false, "noReport", "held")]
    public async Task A_count_of_zero_calls_nobody_absent(bool isHeardOf, string outcome, string state)
    {
        await using var zoom = await ReconciledZoomFixture.Start(new() { Counted = _ => 0 });
        var lesson = await PlayedLesson.Play(zoom);
        if (isHeardOf)
            await lesson.TellAll();
        await lesson.Enter();

        Assert.Equal(outcome, await Outcome(lesson));

        await lesson.Is(state);
        Assert.Equal(0, await lesson.Logged("source = 2"));
    }

    [PostgresFact]
    public async Task A_report_that_cannot_be_read_is_not_compared()
    {
        await using var zoom = await ReconciledZoomFixture.Start(new() { ReportsTellUserIds = false });
        var lesson = await PlayedLesson.Play(zoom);
        await lesson.Tell(one => one.Person?.Name != lesson.School.Students[1].ToString());
        await lesson.Enter();

        Assert.Equal("unreadable", await Outcome(lesson));

        await lesson.Is("provisional");
        Assert.Equal(0, await lesson.Logged("kind IN (6, 7)"));
    }

    static async Task<string?> Outcome(PlayedLesson lesson) => Assert.Single(
        (await lesson.Reconcile()).Is(HttpStatusCode.OK)["runs"].EnumerateArray()).GetProperty("outcome").GetString();

    [PostgresFact]
    public async Task A_run_of_which_Zoom_does_not_answer_keeps_no_other_waiting()
    {
        await using var zoom = await ReconciledZoomFixture.Start(new());
        // All tries of the first question about a run.
        zoom.Zoom.Failures.Add("GET /past_meetings/{meetingId}", Failure.Status(503), 1, 2, 3, 4);
        var lesson = await PlayedLesson.Play(zoom, plan => plan with { Restarts = true }, PlayedLesson.Ago(60));
        await lesson.Enter();

        await PlayedLesson.SeenByAdmins(zoom);

        Assert.Equal(1, await CountOfRuns(zoom, lesson));
        Assert.NotEqual("reconciled", (await lesson.Occurrence()).GetProperty("attendanceState").GetString());
        await lesson.IsAsked();
        Assert.Equal(2, await CountOfRuns(zoom, lesson));
        await lesson.IsVerified();
        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
    }

    static async Task<int> CountOfRuns(Meetings.ZoomApp zoom, PlayedLesson lesson) => (await zoom.Query(
        $"SELECT count(DISTINCT run)::integer FROM meeting_log WHERE meeting = {lesson.Number} AND source = 2",
        row => row.GetInt32(0))).Single();
}
