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
}
