using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>Lessons of today: whose end does not come, or of which nothing was heard.</summary>
[Collection(ReconciledZoom.Name)]
public sealed class UnderWayTests(ReconciledZoomFixture shared)
{
    [PostgresFact]
    public async Task An_end_that_no_webhook_told_is_taken_from_Zoom()
    {
        var lesson = await PlayedLesson.Play(await shared.App, start: PlayedLesson.Ago(60));
        await lesson.Tell(one => one.Name is "meeting.started" or "meeting.participant_joined");
        await lesson.Enter();

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
        Assert.Equal(lesson.Lesson.Runs[0].End, (await lesson.Occurrence()).GetProperty("endedAt").GetDateTimeOffset());
    }

    [PostgresFact]
    public async Task While_the_meeting_runs_on_after_its_planned_end_nothing_is_invented()
    {
        var zoom = await shared.App;
        var lesson = await PlayedLesson.Play(
            zoom, plan => plan with { Length = TimeSpan.FromHours(2) }, start: PlayedLesson.Ago(60));
        await lesson.Tell(one => one.At <= DateTimeOffset.UtcNow);
        await lesson.Enter(minutes: 40);
        await lesson.IsAsked();

        Assert.Contains(zoom.Zoom.Calls, call => call.Route == "GET /past_meetings/{meetingId}/instances"
            && call.Target.Contains($"{lesson.Number}", StringComparison.Ordinal));
        var occurrence = await lesson.Occurrence();
        Assert.Equal(
            ("started", "live", false),
            (occurrence.GetProperty("status").GetString(), occurrence.GetProperty("attendanceState").GetString(),
                occurrence.GetProperty("degraded").GetBoolean()));
        Assert.Equal(0, await lesson.Logged("source > 1"));
        var run = Assert.Single((await lesson.Reconcile()).Is(HttpStatusCode.OK)["runs"].EnumerateArray());
        Assert.Equal("running", run.GetProperty("outcome").GetString());
    }

    [PostgresFact]
    public async Task A_class_that_began_unheard_is_degraded_and_calls_nobody_absent_before_it_is_reconciled()
    {
        var zoom = await shared.App;
        var lesson = await PlayedLesson.Play(zoom, start: PlayedLesson.Ago(12));
        await lesson.Enter();
        var path = lesson.Meeting.Path;
        await Eventually.Get(zoom.App.Admin, $"{path}/occurrences", one => one.Items[0].GetProperty("degraded").GetBoolean());
        var view = (await zoom.App.As(lesson.School.Teacher).Get($"{path}/participants")).Is(HttpStatusCode.OK);
        Assert.True(view["degraded"].GetBoolean());

        await lesson.Tell(one => one.Person?.Name == lesson.School.Students[0].ToString()
            && one.Name == "meeting.participant_joined");
        zoom.Zoom.Runs.End(lesson.Number);
        await End(lesson, zoom.App);

        Assert.Equal(["partial", null], PlayedLesson.Statuses(await lesson.Is("held")));
        (await lesson.Reconcile()).Is(HttpStatusCode.OK);
        Assert.Equal(["partial", "partial"], PlayedLesson.Statuses(await lesson.Is("reconciled")));
        Assert.True((await lesson.Occurrence()).GetProperty("degraded").GetBoolean());
    }

    [PostgresFact]
    public async Task A_class_that_does_not_run_at_Zoom_is_not_degraded()
    {
        var zoom = await shared.App;
        var lesson = await PlayedLesson.Play(zoom, start: PlayedLesson.Ago(-600));
        await lesson.Enter(start: PlayedLesson.Ago(12));
        await lesson.WasAsked();

        Assert.Contains(zoom.Zoom.Calls, call =>
            call.Route == "GET /meetings/{meetingId}" && call.Target.Contains($"{lesson.Number}", StringComparison.Ordinal));
        Assert.False((await lesson.Occurrence()).GetProperty("degraded").GetBoolean());
    }

    static async Task End(PlayedLesson lesson, AppProcess app)
    {
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        using var answer = await app.Zoom.Post(ZoomBody.Of("meeting.ended", new JsonObject
        {
            ["uuid"] = lesson.Lesson.Runs[0].Uuid, ["id"] = lesson.Number, ["end_time"] = now,
        }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
