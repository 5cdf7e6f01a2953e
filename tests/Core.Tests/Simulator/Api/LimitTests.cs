using System.Net;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

public sealed class LimitTests
{
    [Theory]
    [InlineData(ZoomPlan.Free, RateCategory.Light, 4, 6_000)]
    [InlineData(ZoomPlan.Free, RateCategory.Heavy, 1, 1_000)]
    [InlineData(ZoomPlan.Pro, RateCategory.Medium, 20, int.MaxValue)]
    [InlineData(ZoomPlan.Pro, RateCategory.Heavy, 10, 30_000)]
    [InlineData(ZoomPlan.Business, RateCategory.Light, 80, int.MaxValue)]
    public void Each_plan_has_its_limits(ZoomPlan plan, RateCategory category, int perSecond, int perDay) =>
        Assert.Equal(new RateLimit(perSecond, perDay), AccountLimits.Of(plan).For(category));

    [Fact]
    public async Task A_second_holds_so_many_calls_and_no_more()
    {
        await using var caller = await Caller.Start(new() { Plan = ZoomPlan.Free });
        for (var left = 3; left >= 0; left--)
        {
            var said = await caller.Get("meetings/1");
            Assert.Equal(((404, 3001), $"{left}"), (said.Error, said.Header("X-RateLimit-Remaining")));
        }
        caller.Clock.Advance(TimeSpan.FromMilliseconds(999));
        var refused = await caller.Get("meetings/1");
        Assert.Equal((429, 429), refused.Error);
        Assert.Contains("maximum per-second rate limit", refused.Json.Text("message"), StringComparison.Ordinal);
        Assert.Equal(
            ("Light", "QPS", "4", "0", null),
            (refused.Header("X-RateLimit-Category"), refused.Header("X-RateLimit-Type"), refused.Header("X-RateLimit-Limit"),
                refused.Header("X-RateLimit-Remaining"), refused.Header("Retry-After")));
        caller.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((404, 3001), (await caller.Get("meetings/1")).Error);
        var limits = caller.Zoom.RateLimits;
        Assert.Equal((5, 5), (limits.PerSecondMax(RateCategory.Light), limits.Today(RateCategory.Light)));
        var refusal = Assert.Single(limits.Refusals);
        Assert.Equal((LimitKind.PerSecond, "GET /meetings/{meetingId}"), (refusal.Kind, refusal.Route));
    }

    [Fact]
    public async Task Calls_that_come_together_are_counted_each()
    {
        await using var caller = await Caller.Start(new() { Plan = ZoomPlan.Pro });
        var said = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => caller.Get("meetings/1")));
        Assert.Equal((30, 20), (said.Count(one => one.Error == (404, 3001)), said.Count(one => one.Error == (429, 429))));
        Assert.Equal((50, 20), (caller.Zoom.RateLimits.PerSecondMax(RateCategory.Light), caller.Zoom.RateLimits.Refusals.Count));
    }

    [Fact]
    public async Task One_category_leaves_the_others_alone()
    {
        await using var caller = await Caller.Start(new() { Plan = ZoomPlan.Free });
        await caller.Get("report/meetings/1");
        Assert.Equal((429, 429), (await caller.Get("report/meetings/1")).Error);
        Assert.Equal((404, 3001), (await caller.Get("meetings/1")).Error);
    }

    [Fact]
    public async Task A_day_ends_at_midnight_of_UTC_and_the_answer_says_when()
    {
        var limits = AccountLimits.Of(ZoomPlan.Free) with { Light = new(100, 2) };
        await using var caller = await Caller.Start(new() { Limits = limits, TokenLife = TimeSpan.FromDays(2) });
        await caller.Get("meetings/1");
        await caller.Get("meetings/1");
        var refused = await caller.Get("meetings/1");
        Assert.Contains("maximum daily rate limit", refused.Json.Text("message"), StringComparison.Ordinal);
        Assert.Equal(
            ("Daily-limit", "2026-03-03T00:00:00Z"), (refused.Header("X-RateLimit-Type"), refused.Header("Retry-After")));
        caller.Clock.SetUtcNow(Caller.Now.Date.AddDays(1));
        Assert.Equal((404, 3001), (await caller.Get("meetings/1")).Error);
    }

    [Fact]
    public async Task A_host_has_so_many_changes_on_a_day()
    {
        var limits = AccountLimits.Of(ZoomPlan.Business) with { ChangesPerHost = 2 };
        await using var caller = await Caller.Start(new() { Limits = limits, TokenLife = TimeSpan.FromDays(2) });
        var id = await caller.Meeting();
        Assert.Equal(204, (int)(await caller.Patch($"meetings/{id}", """{"topic":"New"}""")).Status);
        Assert.Equal((400, 300), (await caller.Patch($"meetings/{id}", """{"topic":1}""")).Error);
        var refused = await caller.Patch($"meetings/{id}", """{"topic":"Newer"}""");
        Assert.Equal((429, 429), refused.Error);
        Assert.Contains("daily rate limit (2) of Meeting Create/Update", refused.Json.Text("message"), StringComparison.Ordinal);
        Assert.Equal("New", caller.Zoom.Meetings[0].Topic);
        Assert.Equal(204, (int)(await caller.Delete($"meetings/{id}")).Status);
        caller.Clock.Advance(TimeSpan.FromHours(16));
        await caller.Meeting();
    }

    [Fact]
    public async Task An_address_is_registered_three_times_a_day_at_most()
    {
        await using var caller = await Caller.Start();
        var (id, other) = (await caller.Meeting(), await caller.Meeting());
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Created, (await caller.Register(id, "mina@example.edu")).Status);
        var refused = await caller.Register(id, "Mina@example.edu");
        Assert.Equal(((429, 429), "3"), (refused.Error, refused.Header("X-RateLimit-Limit")));
        Assert.Contains("(mina@example.edu)", refused.Json.Text("message"), StringComparison.Ordinal);
        Assert.Equal("2026-03-03T00:00:00Z", refused.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.Created, (await caller.Register(id, "paolo@example.edu")).Status);
        Assert.Equal(HttpStatusCode.Created, (await caller.Register(other, "mina@example.edu")).Status);
        Assert.Equal(LimitKind.RegistrationsPerRegistrant, Assert.Single(caller.Zoom.RateLimits.Refusals).Kind);
    }

    [Fact]
    public async Task The_three_registrations_may_be_those_of_all_meetings()
    {
        await using var caller = await Caller.Start(new() { CountsRegistrationsAcrossMeetings = true });
        for (var meeting = 0; meeting < 3; meeting++)
            Assert.Equal(HttpStatusCode.Created, (await caller.Register(await caller.Meeting(), "mina@example.edu")).Status);

        var refused = await caller.Register(await caller.Meeting(), "Mina@example.edu");

        Assert.Equal((429, 429), refused.Error);
        Assert.Contains("(mina@example.edu)", refused.Json.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_is_changed_ten_times_a_day_at_most()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting();
        await caller.Register(id, "mina@example.edu");
        for (var i = 0; i < 10; i++)
            Assert.Equal(204, (int)(await Change(i % 2 == 0 ? "deny" : "approve")).Status);
        Assert.Equal((429, 429), (await Change("deny")).Error);

        Task<Said> Change(string action) => caller.Put(
            $"meetings/{id}/registrants/status", $$"""{"action":"{{action}}","registrants":[{"email":"mina@example.edu"}]}""");
    }

    [Fact]
    public async Task A_write_to_a_meeting_that_is_being_written_to_may_be_refused()
    {
        await using var caller = await Caller.Start(new() { RefusesConcurrentWrites = true });
        var (id, other) = (await caller.Meeting(), await caller.Meeting());
        caller.Zoom.Failures.Add("PATCH *", Failure.LateAnswer(TimeSpan.FromSeconds(2)), 1);
        var first = caller.Patch($"meetings/{id}", """{"topic":"New"}""");
        await caller.Until(() => caller.Zoom.CallsWaiting == 1, "the first write was not begun");
        var second = await caller.Register(id, "mina@example.edu");
        Assert.Equal((429, 429), second.Error);
        Assert.StartsWith("Too many concurrent requests", second.Json.Text("message"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await caller.Get($"meetings/{id}")).Status);
        Assert.Equal(HttpStatusCode.Created, (await caller.Register(other, "mina@example.edu")).Status);
        caller.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.NoContent, (await first).Status);
        Assert.Equal(HttpStatusCode.Created, (await caller.Register(id, "mina@example.edu")).Status);
    }

    /// <summary>Whoever has the answer, or has lost it, may write again at once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_that_was_answered_is_over(bool isAnswerLost)
    {
        var without = new RateLimit(int.MaxValue, int.MaxValue);
        await using var caller = await Caller.Start(new()
        {
            RefusesConcurrentWrites = true,
            Limits = new() { Light = without, Medium = without, Heavy = without },
        });
        var id = await caller.Meeting();
        if (isAnswerLost)
            caller.Zoom.Failures.Add("POST /meetings/{meetingId}/registrants", Failure.LostAnswer);

        for (var i = 0; i < 500; i++)
        {
            var register = caller.Register(id, $"s{i}@example.edu");
            if (isAnswerLost)
                await Assert.ThrowsAnyAsync<HttpRequestException>(() => register);
            else
                Assert.Equal(HttpStatusCode.Created, (await register).Status);
        }

        Assert.Empty(caller.Zoom.RateLimits.Refusals);
    }

    [Fact]
    public async Task Limits_may_be_left_out_of_the_headers()
    {
        await using var caller = await Caller.Start(new() { TellsLimits = false, Plan = ZoomPlan.Free, PerSecondRetryAfter = 1 });
        await caller.Get("report/meetings/1");
        var refused = await caller.Get("report/meetings/1");
        Assert.Equal((null, "1"), (refused.Header("X-RateLimit-Limit"), refused.Header("Retry-After")));
    }
}
