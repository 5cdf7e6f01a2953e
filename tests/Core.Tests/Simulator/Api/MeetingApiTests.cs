using System.Net;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

public sealed class MeetingApiTests
{
    static readonly SimulatedUser Basic = new("sUnlicensed0000000Demo", "basic@example.edu", "Basic") { IsLicensed = false };
    static readonly SimulatedUser Guest = new("sMayNotHost0000000Demo", "guest@example.edu", "Guest") { MayHost = false };

    [Fact]
    public async Task A_meeting_is_made_as_asked_and_found_under_its_number()
    {
        await using var caller = await Caller.Start();
        var said = await caller.Post($"users/{Caller.Host.Id}/meetings", """
            {"topic":"Niño","type":2,"start_time":"2026-03-03T08:00:00","timezone":"Europe/Berlin","duration":45,
             "agenda":"x","password":"secret","settings":{"approval_type":0,"join_before_host":true,"invented":[1]}}
            """);
        Assert.Equal(HttpStatusCode.Created, said.Status);
        var meeting = said.Json;
        Assert.InRange(meeting["id"]!.GetValue<long>(), 1_000_000_000, 99_999_999_999);
        Assert.Equal("2026-03-03T07:00:00Z", meeting.Text("start_time"));
        Assert.Equal(("waiting", "secret"), (meeting.Text("status"), meeting.Text("password")));
        Assert.Contains($"/j/{meeting["id"]}?pwd=", meeting.Text("join_url"), StringComparison.Ordinal);
        Assert.Contains("zak=", meeting.Text("start_url"), StringComparison.Ordinal);
        Assert.NotNull(meeting["registration_url"]);
        Assert.Equal("[1]", meeting["settings"]!["invented"]!.ToJsonString());
        Assert.False(meeting["settings"]!["waiting_room"]!.GetValue<bool>());
        var found = await caller.Get($"meetings/{meeting["id"]}");
        Assert.Equal(meeting.ToJsonString(), found.Json.ToJsonString());
    }

    [Fact]
    public async Task A_meeting_is_made_for_somebody_else_and_counts_to_who_made_it()
    {
        var limits = AccountLimits.Of(ZoomPlan.Business) with { ChangesPerHost = 1 };
        await using var caller = await Caller.Start(new() { Users = [Caller.Host, Basic, Guest], Limits = limits });
        var made = await caller.Post($"users/{Caller.Host.Id}/meetings", $$"""{"schedule_for":"{{Basic.Email}}"}""");

        Assert.Equal((Basic.Id, Basic.Email), (made.Json.Text("host_id"), made.Json.Text("host_email")));
        Assert.Equal((429, 429), (await caller.Post($"users/{Caller.Host.Id}/meetings", "{}")).Error);
        var nobody = """{"schedule_for":"nobody@example.edu"}""";
        Assert.Equal((404, 1001), (await caller.Post($"users/{Basic.Id}/meetings", nobody)).Error);
        var guest = $$"""{"schedule_for":"{{Guest.Id}}"}""";
        Assert.Equal((400, 3161), (await caller.Post($"users/{Basic.Id}/meetings", guest)).Error);
        Assert.Equal(HttpStatusCode.Created, (await caller.Post($"users/{Basic.Id}/meetings", "{}")).Status);
    }

    [Fact]
    public async Task A_personal_room_is_always_there_and_in_no_list()
    {
        var host = Caller.Host with { PersonalMeetingId = 5_000_000_001 };
        await using var caller = await Caller.Start(new() { Users = [host] });

        Assert.Equal(4, (await caller.Get("meetings/5000000001")).Json["type"]!.GetValue<int>());
        Assert.Empty((await caller.Get($"users/{host.Id}/meetings")).Json["meetings"]!.AsArray());
        Assert.Equal((400, 3018), (await caller.Delete("meetings/5000000001")).Error);
    }

    [Fact]
    public async Task Some_uuids_trouble_the_URLs_they_are_put_into()
    {
        await using var caller = await Caller.Start();
        var meetings = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var id = await caller.Meeting();
            caller.Zoom.Runs.Start(id);
            meetings.Add(caller.Zoom.Meetings.Single(meeting => meeting.Id == id).Runs.Single());
        }
        Assert.Contains(meetings, uuid => uuid.StartsWith('/'));
        Assert.All(meetings, uuid => Assert.Equal(24, uuid.Length));
    }

    [Theory]
    [InlineData("nobody@example.edu", 404, 1001)]
    [InlineData("guest@example.edu", 400, 3161)]
    public async Task Who_cannot_host_gets_no_meeting(string host, int status, int code)
    {
        await using var caller = await Caller.Start(new() { Users = [Guest] });
        Assert.Equal((status, code), (await caller.Post($"users/{host}/meetings", "{}")).Error);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":8}""")]
    [InlineData("""{"start_time":"tomorrow"}""")]
    [InlineData("""{"timezone":"Mars/Olympus"}""")]
    [InlineData("""{"password":"12345678901"}""")]
    [InlineData("""{"settings":{"approval_type":"automatic"}}""")]
    [InlineData("""{"type":8,"recurrence":{"type":2,"end_times":51}}""")]
    [InlineData("""{"type":8,"recurrence":{"type":2,"end_times":5,"end_date_time":"2026-05-01T00:00:00Z"}}""")]
    public async Task What_Zoom_could_not_read_is_300(string body)
    {
        await using var caller = await Caller.Start();
        Assert.Equal((400, 300), (await caller.Post($"users/{Caller.Host.Id}/meetings", body)).Error);
        Assert.Empty(caller.Zoom.Meetings);
    }

    [Fact]
    public async Task A_meeting_without_a_fixed_time_has_none()
    {
        await using var caller = await Caller.Start();
        foreach (var type in new[] { 1, 3 })
        {
            var said = await caller.Post($"users/{Caller.Host.Id}/meetings", $$"""{"type":{{type}}}""");
            Assert.Null(said.Json["start_time"]);
        }
    }

    [Fact]
    public async Task A_change_is_made_without_an_answer_and_a_start_in_the_past_is_passed_over()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting();
        var said = await caller.Patch(
            $"meetings/{id}", """{"topic":"New","start_time":"2026-03-01T08:00:00Z","settings":{"waiting_room":true}}""");
        Assert.Equal((HttpStatusCode.NoContent, "{}"), (said.Status, said.Json.ToJsonString()));
        var meeting = (await caller.Get($"meetings/{id}")).Json;
        Assert.Equal(("New", "2026-03-03T08:00:00Z"), (meeting.Text("topic"), meeting.Text("start_time")));
        Assert.True(meeting["settings"]!["waiting_room"]!.GetValue<bool>());
        Assert.Equal(0, meeting["settings"]!["approval_type"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_meeting_under_way_is_neither_changed_nor_deleted_but_ended()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting();
        Assert.Equal((400, 3000), (await caller.Put($"meetings/{id}/status", """{"action":"end"}""")).Error);
        caller.Zoom.Runs.Start(id);
        Assert.Equal("started", (await caller.Get($"meetings/{id}")).Json.Text("status"));
        Assert.Equal((400, 3000), (await caller.Patch($"meetings/{id}", """{"topic":"New"}""")).Error);
        Assert.Equal((400, 3002), (await caller.Delete($"meetings/{id}")).Error);
        Assert.Equal(204, (int)(await caller.Put($"meetings/{id}/status", """{"action":"end"}""")).Status);
        Assert.Equal(204, (int)(await caller.Delete($"meetings/{id}")).Status);
        Assert.Equal((404, 3001), (await caller.Get($"meetings/{id}")).Error);
        Assert.Equal((404, 3001), (await caller.Delete($"meetings/{id}")).Error);
    }

    [Fact]
    public async Task A_users_meetings_come_in_pages()
    {
        await using var caller = await Caller.Start();
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
            ids.Add(await caller.Meeting());
        caller.Zoom.Runs.Start(ids[3]);
        var path = $"users/{Caller.Host.Id}/meetings?page_size=2";
        var (seen, token) = (new List<long>(), "");
        do
        {
            var page = await caller.Get(token.Length == 0 ? path : $"{path}&next_page_token={token}");
            Assert.Equal((3, 5), (page.Json["page_count"]!.GetValue<int>(), page.Json["total_records"]!.GetValue<int>()));
            seen.AddRange(page.Json["meetings"]!.AsArray().Select(row => row!["id"]!.GetValue<long>()));
            token = page.Json.Text("next_page_token");
        }
        while (token.Length > 0);
        Assert.Equal(ids.Order(), seen);
        var live = await caller.Get($"users/{Caller.Host.Id}/meetings?type=live");
        Assert.Equal(ids[3], live.Json["meetings"]!.AsArray().Single()!["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task Upcoming_is_what_is_not_over()
    {
        await using var caller = await Caller.Start();
        await caller.Meeting();
        var path = $"users/{Caller.Host.Id}/meetings?type=";
        Assert.Single((await caller.Get(path + "upcoming")).Json["meetings"]!.AsArray());
        caller.Clock.Advance(TimeSpan.FromDays(2));
        caller.Authorize((await caller.Token()).Json.Text("access_token"));
        Assert.Empty((await caller.Get(path + "upcoming")).Json["meetings"]!.AsArray());
        Assert.Single((await caller.Get(path + "scheduled")).Json["meetings"]!.AsArray());
        Assert.Equal((400, 300), (await caller.Get(path + "invented")).Error);
    }

    [Fact]
    public async Task A_host_without_a_licence_has_meetings_without_registration()
    {
        await using var caller = await Caller.Start(new() { Users = [Basic] });
        var made = await caller.Post($"users/{Basic.Id}/meetings", """{"settings":{"approval_type":0}}""");
        Assert.Equal((400, 200), (await caller.Register(made.Json["id"]!.GetValue<long>(), "a@example.edu")).Error);
    }
}
