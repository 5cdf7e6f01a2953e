using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ZoomOrleans.ZoomSimulator;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

public sealed class WebhookApiTests
{
    [Fact]
    public async Task What_is_done_to_a_meeting_is_told()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting();
        await caller.Patch($"meetings/{id}", """{"topic":"New","settings":{"waiting_room":true}}""");
        await caller.Patch($"meetings/{id}", """{"topic":"New"}""");
        var run = caller.Zoom.Runs.Start(id);
        caller.Clock.Advance(TimeSpan.FromMinutes(5));
        caller.Zoom.Runs.End(id);
        await caller.Delete($"meetings/{id}");
        var told = caller.Zoom.Webhooks.Told;
        Assert.Equal(
            ["meeting.created", "meeting.updated", "meeting.started", "meeting.ended", "meeting.deleted"],
            told.Select(one => one.Name));
        Assert.Equal(id, About(told[0])["id"]!.GetValue<long>());
        Assert.Equal("open_api", About(told[0]).Text("creation_source"));
        Assert.Equal(
            $$$"""{"topic":"New","settings":{"waiting_room":true},"id":{{{id}}}}""", About(told[1]).ToJsonString());
        Assert.Equal(
            $$$"""{"topic":"Niño – Łukasz","settings":{"waiting_room":false},"id":{{{id}}}}""",
            JsonNode.Parse(Payload(told[1])["old_object"]!.ToJsonString())!.ToJsonString(ZoomJson.AsIs));
        Assert.Equal(
            (run, id.ToString(CultureInfo.InvariantCulture)), (About(told[2]).Text("uuid"), About(told[2]).Text("id")));
        Assert.Equal("2026-03-02T08:05:00Z", About(told[3]).Text("end_time"));
        Assert.Equal((Caller.Host.Email, "single"), (Payload(told[4]).Text("operator"), Payload(told[4]).Text("operation")));
    }

    [Fact]
    public async Task The_deletion_of_one_date_names_it()
    {
        await using var caller = await Caller.Start();
        var made = await caller.Post(
            $"users/{Caller.Host.Id}/meetings",
            """{"type":8,"start_time":"2026-03-09T09:00:00Z","recurrence":{"type":1,"end_times":2}}""");
        var date = made.Texts("occurrences", "occurrence_id").First();
        await caller.Delete($"meetings/{made.Json["id"]}?occurrence_id={date}");
        var told = caller.Zoom.Webhooks.Told[^1];
        Assert.Equal(("meeting.deleted", "single"), (told.Name, Payload(told).Text("operation")));
        Assert.Equal(date, About(told)["occurrences"]!.AsArray().Single()!.Text("occurrence_id"));
    }

    [Fact]
    public async Task What_becomes_of_a_registration_is_told_once()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting(approvalType: 1);
        var registrant = (await caller.Register(id, "mina@example.edu")).Json.Text("registrant_id");
        await caller.Register(id, "mina@example.edu");
        foreach (var action in new[] { "approve", "approve", "deny", "cancel" })
        {
            await caller.Put(
                $"meetings/{id}/registrants/status",
                $$"""{"action":"{{action}}","registrants":[{"id":"{{registrant}}"}]}""");
        }
        var told = caller.Zoom.Webhooks.Told.Skip(1).ToList();
        Assert.Equal(
            ["created", "approved", "denied", "cancelled"], told.Select(one => one.Name["meeting.registration_".Length..]));
        Assert.All(told, one => Assert.Equal(registrant, About(one)["registrant"]!.Text("id")));
        Assert.Equal("pending", About(told[0])["registrant"]!.Text("status"));
    }

    [Fact]
    public async Task Webhooks_are_signed_and_arrive()
    {
        await using var receiver = await Receiver.Start(HttpStatusCode.OK);
        await using var caller = await Caller.Start(new() { WebhookUrl = receiver.Url, WebhookSecret = "s" });
        await caller.Meeting();
        var got = await receiver.NextAsync();
        var told = caller.Zoom.Webhooks.Told.Single();
        Assert.Equal((told.Body, told.RequestId), (got.Body, got.Headers["x-zm-request-id"]));
        var seconds = long.Parse(got.Headers["x-zm-request-timestamp"], CultureInfo.InvariantCulture);
        Assert.Equal(Caller.Now.ToUnixTimeSeconds(), seconds);
        Assert.Equal(
            ZoomSignature.Of("s", seconds, System.Text.Encoding.UTF8.GetBytes(got.Body)), got.Headers["x-zm-signature"]);
    }

    [Fact]
    public async Task What_failed_is_repeated_and_stands_in_the_logs()
    {
        await using var receiver = await Receiver.Start(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        await using var caller = await Caller.Start(new() { WebhookUrl = receiver.Url, WebhookRetries = [TimeSpan.Zero] });
        await caller.Meeting();
        var first = await receiver.NextAsync();
        Assert.Equal(first.Body, (await receiver.NextAsync()).Body);
        await caller.Until(() => caller.Zoom.Webhooks.Attempts.Count == 2, "the second attempt has no answer");
        Assert.Equal([false, true], caller.Zoom.Webhooks.Attempts.Select(attempt => attempt.IsDelivered));
        var path = $"marketplace/apps/{caller.Zoom.Options.AppId}/webhook_logs";
        Assert.Empty((await caller.Get(path + "?type=2")).Json["webhook_logs"]!.AsArray());
        var all = await caller.Get(path);
        Assert.Equal(2, all.Json["webhook_logs"]!.AsArray().Count);
        var failed = all.Json["webhook_logs"]!.AsArray()[0]!;
        Assert.Equal(("meeting.created", first.Body), (failed.Text("event"), failed.Text("request_body")));
        Assert.Equal((503, 0), (failed["status"]!.GetValue<int>(), failed["retry_num"]!.GetValue<int>()));
        Assert.Single(all.Texts("webhook_logs", "request_id").Distinct());
        Assert.Equal(404, (int)(await caller.Get("marketplace/apps/other/webhook_logs")).Status);
    }

    [Fact]
    public async Task What_no_attempt_brought_in_stands_among_the_failed_with_each_attempt()
    {
        await using var receiver = await Receiver.Start(HttpStatusCode.ServiceUnavailable);
        await using var caller = await Caller.Start(new() { WebhookUrl = receiver.Url, WebhookRetries = [TimeSpan.Zero] });
        await caller.Meeting();
        await caller.Until(() => caller.Zoom.Webhooks.Attempts.Count == 2, "the second attempt has no answer");
        var failed = await caller.Get($"marketplace/apps/{caller.Zoom.Options.AppId}/webhook_logs?type=2");
        Assert.Equal([0, 1], failed.Json["webhook_logs"]!.AsArray().Select(row => row!["retry_num"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_lesson_is_played_to_the_receiver_and_its_failures_are_logged()
    {
        await using var receiver = await Receiver.Start(HttpStatusCode.BadRequest, HttpStatusCode.OK);
        await using var caller = await Caller.Start(new() { WebhookUrl = receiver.Url });
        caller.Clock.SetUtcNow(Plans.Start.AddHours(1));
        caller.Authorize((await caller.Token()).Json.Text("access_token"));
        var lesson = Lesson.Of(Plans.Quiet);
        var summary = await caller.Zoom.Runs.PlayAsync(lesson, Faults.None);
        Assert.Equal((lesson.Events.Count, lesson.Events.Count - 1), (summary.Deliveries, summary.Accepted));
        var logs = await caller.Get($"marketplace/apps/{caller.Zoom.Options.AppId}/webhook_logs?type=2");
        Assert.Single(logs.Json["webhook_logs"]!.AsArray());
        Assert.Equal([lesson.Runs[0].Uuid], caller.Zoom.Meetings.Single().Runs);
    }

    static JsonNode Payload(ToldEvent told) => JsonNode.Parse(told.Body)!["payload"]!;

    static JsonNode About(ToldEvent told) => Payload(told)["object"]!;
}
