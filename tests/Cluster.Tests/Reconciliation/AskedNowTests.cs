using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary><c>POST /api/zoom/meetings/{id}/reconcile</c>: who may ask, and what they hear when Zoom does not answer.</summary>
[Collection(ReconciledZoom.Name)]
public sealed class AskedNowTests(ReconciledZoomFixture shared)
{
    [PostgresFact]
    public async Task Host_class_teacher_and_admin_may_ask_and_nobody_else()
    {
        var zoom = await shared.App;
        var lesson = await PlayedLesson.Play(zoom);
        await lesson.TellAll();
        await lesson.Enter();
        await lesson.Is("reconciled");
        var school = lesson.School;
        await zoom.Execute($"UPDATE zoom_meetings SET host_id = '{school.OtherTeacher}' WHERE id = '{lesson.Meeting.Id}'");

        foreach (var (user, status) in new[]
        {
            (AppProcess.AdminId, HttpStatusCode.OK), (school.Teacher, HttpStatusCode.OK),
            (school.OtherTeacher, HttpStatusCode.OK),
            (school.Students[0], HttpStatusCode.Forbidden), (school.Parent, HttpStatusCode.Forbidden),
            (school.Stranger, HttpStatusCode.NotFound),
        })
            (await zoom.App.As(user).Post($"{lesson.Meeting.Path}/reconcile", new { })).Is(status);
    }

    [PostgresFact]
    public async Task When_Zoom_is_away_it_is_said_and_nothing_is_lost()
    {
        var zoom = await shared.App;
        var lesson = await PlayedLesson.Play(zoom);
        await lesson.TellAll();
        await lesson.Enter();
        await lesson.Is("reconciled");
        zoom.Zoom.Failures.Add("GET /past_meetings/*", Failure.Status(503));
        try
        {
            var refused = (await lesson.Reconcile()).Is(HttpStatusCode.ServiceUnavailable);
            Assert.Equal("ZOOM_UNAVAILABLE", refused.Text("code"));
            Assert.NotNull(refused.Response.Headers.RetryAfter);
        }
        finally
        {
            zoom.Zoom.Failures.Clear();
        }
        (await lesson.Reconcile()).Is(HttpStatusCode.OK);
    }
}

[Collection(SharedApp.Name)]
public sealed class AskedWithoutZoomTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Without_a_Zoom_account_it_is_said_what_to_set()
    {
        var app = await shared.App;
        var meeting = await (await School.Make(app)).AddMeeting();

        var refused = (await app.Admin.Post($"{meeting.Path}/reconcile", new { })).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("ZOOM_NOT_CONFIGURED", refused.Text("code"));
    }
}
