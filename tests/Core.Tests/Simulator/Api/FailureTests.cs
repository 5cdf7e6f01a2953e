using System.Net;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

public sealed class FailureTests
{
    const string Registering = "POST /meetings/{meetingId}/registrants";

    [Fact]
    public async Task The_nth_call_of_a_route_fails_and_nothing_is_done()
    {
        await using var caller = await Caller.Start();
        caller.Zoom.Failures.Add(Registering, Failure.Status(503), 2);
        var id = await caller.Meeting();
        Assert.Equal(HttpStatusCode.Created, (await caller.Register(id, "a@example.edu")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await caller.Register(id, "b@example.edu")).Status);
        Assert.Single(caller.Zoom.Meetings[0].Registrants);
        Assert.Equal(HttpStatusCode.Created, (await caller.Register(id, "b@example.edu")).Status);
    }

    [Fact]
    public async Task An_answer_is_lost_after_the_work_was_done()
    {
        await using var caller = await Caller.Start();
        caller.Zoom.Failures.Add(Registering, Failure.LostAnswer, 1);
        var id = await caller.Meeting();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.Register(id, "a@example.edu"));
        Assert.Single(caller.Zoom.Meetings[0].Registrants);
        await caller.Until(() => caller.Zoom.Calls[^1].Failure == Failure.LostAnswer, "the call was not recorded");
        Assert.Equal((Registering, 201), (caller.Zoom.Calls[^1].Route, caller.Zoom.Calls[^1].Status));
    }

    [Fact]
    public async Task A_connection_is_cut_before_anything_was_done()
    {
        await using var caller = await Caller.Start();
        caller.Zoom.Failures.Add(Registering, Failure.Reset, 1);
        var id = await caller.Meeting();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.Register(id, "a@example.edu"));
        Assert.Empty(caller.Zoom.Meetings[0].Registrants);
    }

    [Fact]
    public async Task A_call_hangs_for_its_time_and_is_then_served()
    {
        await using var caller = await Caller.Start(new() { TokenLife = TimeSpan.FromDays(9) });
        caller.Zoom.Failures.Add(Registering, Failure.Hang(TimeSpan.FromSeconds(40)), 1);
        var id = await caller.Meeting();
        var hanging = caller.Register(id, "a@example.edu");
        await caller.Until(() => caller.Zoom.CallsWaiting == 1, "the call does not hang");
        caller.Clock.Advance(TimeSpan.FromSeconds(39));
        await caller.Get($"meetings/{id}");
        Assert.False(hanging.IsCompleted);
        Assert.Empty(caller.Zoom.Meetings[0].Registrants);
        caller.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Created, (await hanging).Status);
    }

    [Fact]
    public async Task A_call_is_served_late_although_the_caller_has_gone()
    {
        await using var caller = await Caller.Start(new() { TokenLife = TimeSpan.FromDays(9) });
        caller.Zoom.Failures.Add(Registering, Failure.LateWork(TimeSpan.FromSeconds(40)), 1);
        var id = await caller.Meeting();
        var hanging = caller.Register(id, "a@example.edu");
        await caller.Until(() => caller.Zoom.CallsWaiting == 1, "the call does not hang");
        caller.HangUp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.Empty(caller.Zoom.Meetings[0].Registrants);

        caller.Clock.Advance(TimeSpan.FromSeconds(40));

        await caller.Until(() => caller.Zoom.Calls.Any(call => call is { Route: Registering, Status: 201 }), "nothing was done");
        Assert.Single(caller.Zoom.Meetings[0].Registrants);
    }

    [Fact]
    public async Task Refusals_of_every_kind_can_be_had()
    {
        await using var caller = await Caller.Start();
        caller.Zoom.Failures.Add("GET *", Failure.TooManyRequests, 1);
        caller.Zoom.Failures.Add("GET *", Failure.ErrorInOk(200, "Only available for paid account."), 2);
        caller.Zoom.Failures.Add("* /meetings/*", Failure.Error(400, 3000, "Whatever."), 3);
        Assert.Equal((429, 429), (await caller.Get("meetings/1")).Error);
        Assert.Equal((200, 200), (await caller.Get("meetings/1")).Error);
        Assert.Equal((400, 3000), (await caller.Get("meetings/1")).Error);
        Assert.Equal((404, 3001), (await caller.Get("meetings/1")).Error);
        caller.Zoom.Failures.Add("POST /oauth/token", Failure.Status(500));
        Assert.Equal(HttpStatusCode.InternalServerError, (await caller.Token()).Status);
        caller.Zoom.Failures.Clear();
        Assert.Equal(HttpStatusCode.OK, (await caller.Token()).Status);
    }

    [Fact]
    public async Task Which_calls_fail_follows_from_the_seed()
    {
        var one = await Failed(7, isDisturbed: false);
        Assert.Equal(one, await Failed(7, isDisturbed: true));
        Assert.NotEqual(one, await Failed(8, isDisturbed: false));
        Assert.InRange(one.Count(failed => failed), 8, 32);

        static async Task<List<bool>> Failed(long seed, bool isDisturbed)
        {
            await using var caller = await Caller.Start(new()
            {
                Seed = seed,
                Limits = AccountLimits.Of(ZoomPlan.Business) with { Light = new(1_000, 1_000) },
                Failures = [new("GET /meetings/*", Failure.Status(502)) { Probability = 0.5 }],
            });
            var failed = new List<bool>();
            for (var i = 0; i < 40; i++)
            {
                failed.Add((await caller.Get("meetings/1")).Status == HttpStatusCode.BadGateway);
                if (isDisturbed)
                    await caller.Get("users/x");
            }
            return failed;
        }
    }
}
