using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator;
using SimulatedLesson = ZoomOrleans.ZoomSimulator.Lesson;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>Zoom makes no report of a run in which one person was alone.</summary>
[Collection(ReconciledZoom.Name)]
public sealed class AloneTests(ReconciledZoomFixture shared)
{
    [PostgresFact]
    public async Task Whom_the_log_knows_needs_no_report()
    {
        var lesson = await Alone();
        await lesson.TellAll();
        await lesson.Enter();

        var attendance = await lesson.Is("reconciled");

        Assert.Equal(["absent", "absent"], PlayedLesson.Statuses(attendance));
        await lesson.IsVerified();
    }

    [PostgresFact]
    public async Task Whom_the_log_does_not_know_nobody_can_name_and_nobody_is_called_absent()
    {
        var lesson = await Alone();
        await lesson.Enter();
        await lesson.IsAsked();

        var run = Assert.Single((await lesson.Reconcile()).Is(HttpStatusCode.OK)["runs"].EnumerateArray());

        Assert.Equal("noReport", run.GetProperty("outcome").GetString());
        Assert.Equal([null, null], PlayedLesson.Statuses(await lesson.Is("held")));
        Assert.Equal(0, await lesson.Logged("source = 2"));
    }

    [PostgresFact]
    public async Task Who_was_only_seen_to_leave_keeps_the_lesson_from_being_reconciled()
    {
        var lesson = await Alone();
        await lesson.Tell(one => one.Name != "meeting.participant_joined");
        await lesson.Enter();
        await lesson.IsAsked();

        await lesson.Is("provisional");
        Assert.Equal(0, await lesson.Logged("kind IN (6, 7)"));
    }

    [PostgresFact]
    public async Task Somebody_alone_after_class_whom_nobody_knows_keeps_no_lesson_from_being_reconciled()
    {
        var zoom = await shared.App;
        var lesson = await PlayedLesson.Play(zoom);
        await lesson.TellAll();
        zoom.Zoom.Runs.Add(SimulatedLesson.Of(lesson.Lesson.Plan with
        {
            Start = lesson.Lesson.Plan.Start.AddMinutes(60),
            Length = TimeSpan.FromMinutes(10),
            Behaviour = new Behaviour { Absent = 1 },
        }));
        await lesson.Enter();

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
        Assert.Equal(1, (await lesson.Occurrence()).GetProperty("runs").GetArrayLength());
    }

    /// <summary>The host waits for a class that does not come.</summary>
    async Task<PlayedLesson> Alone() =>
        await PlayedLesson.Play(await shared.App, plan => plan with { Behaviour = new Behaviour { Absent = 1 } });
}
