using System.Net;
using System.Text.Json.Nodes;
using ZoomOrleans.ZoomSimulator;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

public sealed class ReportApiTests
{
    static readonly SimulatedZoomOptions LongTokens = new() { TokenLife = TimeSpan.FromDays(900) };

    [Fact]
    public async Task The_report_and_the_webhooks_tell_the_same_stays()
    {
        await using var caller = await Caller.Start(LongTokens with { ReportsSplitAtBreakouts = true });
        var lesson = Played(caller, Plans.Wild);
        foreach (var run in lesson.Runs)
        {
            var rows = await Rows(caller, run);
            var reported = rows.Where(row => row.Text("status") == "in_meeting").Select(
                row => (row.Text("user_id"), row.Time("join_time"), row.Time("leave_time")));
            var told = Told.Stays(lesson).Where(stay => stay.Item1 == run.Uuid)
                .Select(stay => (stay.Item3, stay.Item4, stay.Item5));
            Assert.Equal(told.Order(), reported.Order());
            var waits = lesson.Named("participant_joined_waiting_room").Where(wait => wait.Run == run.Uuid)
                .Select(wait => (wait.Participant().Text("user_id"), wait.Participant().Time("date_time")));
            var waited = rows.Where(row => row.Text("status") == "in_waiting_room")
                .Select(row => (row.Text("user_id"), row.Time("join_time")));
            Assert.Equal(waits.Order(), waited.Order());
        }
    }

    [Fact]
    public async Task Breakout_rooms_have_rows_beside_that_of_the_main_meeting()
    {
        await using var caller = await Caller.Start(LongTokens);
        var lesson = Played(caller, Plans.Quiet with { Breakouts = 1 });
        var rows = await Rows(caller, lesson.Runs[0]);
        var connections = lesson.People.SelectMany(person => person.Stays).GroupBy(stay => stay.Connection).ToList();
        Assert.Equal(
            connections.Select(stays => (stays.First().Join, stays.Last().Leave)).Order(),
            rows.Where(row => row["bo_mtg_id"] is null).Select(Times).Order());
        Assert.Equal(
            connections.SelectMany(stays => stays).Where(stay => stay.Room is not null)
                .Select(stay => (stay.Join, stay.Leave)).Order(),
            rows.Where(row => row["bo_mtg_id"] is not null).Select(Times).Order());
        Assert.All(rows, row => Assert.Equal(
            (row.Time("leave_time") - row.Time("join_time")).TotalSeconds, row["duration"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Who_registered_is_told_to_who_asks_for_it()
    {
        await using var caller = await Caller.Start(LongTokens);
        var id = await caller.Meeting();
        var registrant = (await caller.Register(id, "mina@example.edu")).Json.Text("registrant_id");
        var start = Caller.Now.AddDays(1);
        var lesson = Lesson.Of(caller.Zoom.Runs.PlanOf(id, start, TimeSpan.FromMinutes(45)));
        caller.Zoom.Runs.Add(lesson);
        caller.Clock.SetUtcNow(start.AddHours(1));
        var rows = await Rows(caller, lesson.Runs[0], "?include_fields=registrant_id");
        Assert.Equal(registrant, rows.Single(row => row.Text("name") == "Mina Okafor").Text("registrant_id"));
        Assert.Equal(Caller.Host.Id, rows.Single(row => row.Text("id").Length > 0).Text("participant_user_id"));
        Assert.All(await Rows(caller, lesson.Runs[0]), row => Assert.Null(row["registrant_id"]));
        var past = await caller.Get($"past_meetings/{id}/participants");
        Assert.Contains(registrant, past.Texts("participants", "registrant_id"));
    }

    [Fact]
    public async Task A_run_is_told_once_it_is_over_and_its_people_after_a_delay()
    {
        await using var caller = await Caller.Start(LongTokens with { ReportDelay = TimeSpan.FromMinutes(30) });
        var lesson = Lesson.Of(Plans.Quiet);
        caller.Zoom.Runs.Add(lesson);
        var path = $"past_meetings/{lesson.Plan.MeetingId}";
        caller.Clock.SetUtcNow(lesson.Runs[0].End.AddSeconds(-1));
        Assert.Equal((404, 3001), (await caller.Get(path)).Error);
        Assert.Empty((await caller.Get(path + "/instances")).Json["meetings"]!.AsArray());
        caller.Clock.SetUtcNow(lesson.Runs[0].End);
        Assert.Equal([lesson.Runs[0].Uuid], (await caller.Get(path + "/instances")).Texts("meetings", "uuid"));
        var past = (await caller.Get(path)).Json;
        Assert.Equal((45, 13), (past["duration"]!.GetValue<int>(), past["participants_count"]!.GetValue<int>()));
        Assert.Equal((404, 3001), (await caller.Get(ReportPath(lesson.Runs[0]))).Error);
        caller.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.OK, (await caller.Get(ReportPath(lesson.Runs[0]))).Status);
        Assert.Equal(HttpStatusCode.OK, (await caller.Get($"report/meetings/{lesson.Plan.MeetingId}")).Status);
        caller.Clock.Advance(TimeSpan.FromDays(366));
        Assert.Equal((400, 12702), (await caller.Get(path)).Error);
    }

    [Fact]
    public async Task The_number_means_the_last_run()
    {
        await using var caller = await Caller.Start(LongTokens);
        var lesson = Played(caller, Plans.Quiet with { Restarts = true });
        var last = await caller.Get($"past_meetings/{lesson.Plan.MeetingId}");
        Assert.Equal(lesson.Runs[1].Uuid, last.Json.Text("uuid"));
        var first = await caller.Get($"past_meetings/{Twice(lesson.Runs[0].Uuid)}");
        Assert.Equal(lesson.Runs[0].Uuid, first.Json.Text("uuid"));
    }

    [Theory]
    [InlineData("/x+//AAAAAAAAAAAAAAAAAA==", false, true)]
    [InlineData("ab/cAAAAAAAAAAAAAAAAAA==", true, true)]
    [InlineData("abccAAAAAAAAAAAAAAAAAA==", true, true)]
    public void A_uuid_with_slashes_must_be_encoded_as_often_as_Zoom_wants(string uuid, bool once, bool twice)
    {
        Assert.Equal(once, PathSegments.Decoded(Uri.EscapeDataString(uuid)) == uuid);
        Assert.Equal(twice, PathSegments.Decoded(Twice(uuid)) == uuid);
    }

    [Fact]
    public async Task A_report_comes_in_pages_whose_tokens_live_15_minutes()
    {
        await using var caller = await Caller.Start(LongTokens);
        var run = Played(caller, Plans.Quiet).Runs[0];
        var path = ReportPath(run) + "?page_size=5";
        var first = await caller.Get(path);
        var next = $"{path}&next_page_token={first.Json.Text("next_page_token")}";
        Assert.Equal((400, 300), (await caller.Get(next + "x")).Error);
        Assert.Equal((400, 300), (await caller.Get(next.Replace("page_size=5", "page_size=6"))).Error);
        caller.Clock.Advance(TimeSpan.FromSeconds(899));
        var second = await caller.Get(next);
        Assert.Equal(5, second.Json["participants"]!.AsArray().Count);
        Assert.NotEqual(first.Texts("participants", "user_id").First(), second.Texts("participants", "user_id").First());
        caller.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((400, 300), (await caller.Get(next)).Error);
    }

    [Fact]
    public async Task Of_somebody_alone_there_is_no_report()
    {
        await using var caller = await Caller.Start(LongTokens);
        var run = Played(caller, Plans.Quiet with { People = [] }).Runs[0];
        Assert.Empty(await Rows(caller, run));
    }

    [Fact]
    public async Task A_free_account_has_no_reports()
    {
        await using var caller = await Caller.Start(LongTokens with { Plan = ZoomPlan.Free });
        Assert.Equal((400, 200), (await caller.Get(ReportPath(Played(caller, Plans.Quiet).Runs[0]))).Error);
    }

    [Fact]
    public async Task Who_is_in_when_a_lesson_is_ended_leaves_with_its_end()
    {
        await using var caller = await Caller.Start(LongTokens);
        var lesson = Lesson.Of(Plans.Quiet);
        caller.Zoom.Runs.Add(lesson);
        caller.Clock.SetUtcNow(Plans.Start.AddMinutes(20));
        await caller.Put($"meetings/{lesson.Plan.MeetingId}/status", """{"action":"end"}""");
        Assert.All(await Rows(caller, lesson.Runs[0]), row => Assert.Equal(Plans.Start.AddMinutes(20), row.Time("leave_time")));
    }

    static Lesson Played(Caller caller, LessonPlan plan)
    {
        var lesson = Lesson.Of(plan);
        caller.Zoom.Runs.Add(lesson);
        caller.Clock.SetUtcNow(plan.Start.AddHours(1));
        return lesson;
    }

    static async Task<List<JsonNode>> Rows(Caller caller, Run run, string query = "")
    {
        var said = await caller.Get(ReportPath(run) + (query.Length == 0 ? "?page_size=300" : query + "&page_size=300"));
        Assert.Equal(HttpStatusCode.OK, said.Status);
        return [.. said.Json["participants"]!.AsArray().Select(row => row!)];
    }

    static string ReportPath(Run run) => $"report/meetings/{Twice(run.Uuid)}/participants";

    static string Twice(string uuid) => Uri.EscapeDataString(Uri.EscapeDataString(uuid));

    static (DateTimeOffset, DateTimeOffset) Times(JsonNode row) => (row.Time("join_time"), row.Time("leave_time"));
}
