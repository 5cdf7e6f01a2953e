using System.Net;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Crash;
using ZoomOrleans.Cluster.Tests.Meetings;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator;
using ZoomOrleans.ZoomSimulator.Api;
using Answer = ZoomOrleans.Cluster.Tests.App.Answer;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>Nothing that Zoom tells arrives; it is all fetched from Zoom's log.</summary>
public sealed class WebhookLogTests
{
    const string Path = "/api/admin/webhook-log/replay";
    const string Log = "GET /marketplace/apps/{appId}/webhook_logs";

    [PostgresFact]
    public async Task A_lesson_that_nobody_heard_of_is_fetched_with_the_attendance_that_it_would_have_had()
    {
        await using var refusing = await RefusingReceiver.Start();
        await using var zoom = await SimulatedZoom.Start(new() { WebhookUrl = refusing.Address });
        await using var app = await AppProcess.Start([.. ZoomApp.Settings(zoom), ("Zoom__AppId", zoom.Options.AppId)]);
        var lessons = await SimulatedLessons.Make(app, lessons: 1, students: 12);
        var played = await zoom.Runs.PlayAsync(lessons.Lessons.Single(), Faults.None);
        Assert.Equal(0, played.Accepted);
        zoom.Webhooks.AddFailed("meeting.started", ZoomBody.Of("meeting.started", new JsonObject { ["uuid"] = "run" }));
        zoom.Webhooks.AddFailed("meeting.updated", "{");
        zoom.Webhooks.AddFailed("user.created", ZoomBody.Of("user.created", new JsonObject()));

        var first = (await app.Admin.Post(Path, "")).Is(HttpStatusCode.OK);

        await lessons.AreRecorded(app);
        var inLog = await Stored.InAnyLog(app);
        Assert.Equal(zoom.Webhooks.Attempts.Count, Count(first, "found"));
        Assert.Equal((2, 0), (Count(first, "quarantined"), Count(first, "failed")));
        Assert.Equal(Count(first, "found"), Count(first, "recorded") + Count(first, "ignored") + 2);
        Assert.InRange(Count(first, "ignored"), 1, Count(first, "found") / 2);
        Assert.Null(first.Text("nextCursor"));
        Assert.True(zoom.Calls.Count(call => call.Route == Log) > 1, "the log has several pages");

        var second = (await app.Admin.Post(Path, "")).Is(HttpStatusCode.OK);

        Assert.Equal(first.Json.GetRawText(), second.Json.GetRawText());
        Assert.Equal((inLog, 2L), (await Stored.InAnyLog(app), await Stored.InQuarantine(app)));
        await lessons.AreRecorded(app);
        var audited = (await app.Admin.Get("/api/admin/audit?action=replayWebhookLog")).Items;
        Assert.Equal(2, audited.Count);
        Assert.All(audited, entry => Assert.Equal(AppProcess.AdminId, entry.GetProperty("actorId").GetGuid()));
    }

    [PostgresFact]
    public async Task What_is_in_the_way_of_Zooms_log_is_said_and_nobody_but_an_admin_asks_for_it()
    {
        await using var zoom = await SimulatedZoom.Start();
        await using var app = await AppProcess.Start([.. ZoomApp.Settings(zoom)]);
        var school = await School.Make(app, students: 1);

        var missing = (await app.Admin.Post(Path, "")).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("ZOOM_NOT_CONFIGURED", missing.Text("code"));
        Assert.Contains("Zoom__AppId", missing.Text("detail"), StringComparison.Ordinal);
        foreach (var user in new[] { school.Teacher, school.Students[0], school.Parent })
            (await app.As(user).Post(Path, "")).Is(HttpStatusCode.Forbidden);
        (await app.Anonymous.Post(Path, "")).Is(HttpStatusCode.Unauthorized);
        Assert.Empty(zoom.Calls);
    }

    [PostgresFact]
    public async Task A_page_that_Zoom_does_not_give_costs_nothing_of_those_before()
    {
        await using var zoom = await SimulatedZoom.Start();
        await using var app = await AppProcess.Start([.. ZoomApp.Settings(zoom), ("Zoom__AppId", zoom.Options.AppId)]);
        var meeting = School.NewNumber();
        for (var one = 0; one < 150; one++)
            zoom.Webhooks.AddFailed("meeting.participant_joined", ZoomBody.Fact("meeting.participant_joined", meeting + one));
        zoom.Failures.Add(Log, Failure.Error(400, 300, "The next page token is invalid or expired."), 2);

        (await app.Admin.Post(Path, "")).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(100, await Stored.InAnyLog(app));
        var again = (await app.Admin.Post(Path, "")).Is(HttpStatusCode.OK);

        Assert.Equal((150, 150), (Count(again, "found"), Count(again, "recorded")));
        Assert.Equal(150, await Stored.InAnyLog(app));
        var unknown = (await app.Admin.Post($"{Path}?after=nothing", "")).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("ZOOM_REFUSED", unknown.Text("code"));
    }

    static int Count(Answer answer, string what) => answer[what].GetInt32();
}
