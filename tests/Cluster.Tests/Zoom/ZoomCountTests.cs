using Microsoft.Extensions.DependencyInjection;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>What Zoom has not counted is not counted here.</summary>
public sealed class ZoomCountTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_call_whose_turn_would_come_too_late_for_whoever_waits_is_refused_at_once_and_counted_nowhere()
    {
        await using var silos = await ZoomSilos.Start(new() { Plan = ZoomPlan.Free, Clock = new FastClock(Noon, speed: 4) });
        await silos.WarmUp();
        var meetings = silos.Services(0).GetRequiredService<ZoomMeetings>();

        // A turn every 0.6 s: the fortieth would come after 25 s, when nobody waits any more.
        var calls = Enumerable.Range(0, 40).Select(_ => Record.ExceptionAsync(() => meetings.Of(ZoomSilos.Host))).ToList();
        await Task.WhenAll(calls);

        var refused = calls.Select(call => call.Result).OfType<ZoomException>().ToList();
        Assert.All(refused, one => Assert.Equal(ZoomFailure.UsedUp, one.Failure));
        Assert.All(refused, one => Assert.NotNull(one.Until));
        // Where the machine stands still a turn is missed, and more of them come too late.
        Assert.InRange(refused.Count, 8, 39);
        Assert.Equal(40 - refused.Count, silos.Zoom.RateLimits.Today(RateCategory.Medium));
        Assert.Equal(40 - refused.Count, await Used(silos, ZoomWeight.Medium));
    }

    [Fact]
    public async Task What_Zoom_refuses_for_a_second_is_given_back()
    {
        await using var silos = await ZoomSilos.Start(new() { Clock = new FastClock(Noon, speed: 4) });
        await silos.WarmUp();
        silos.Zoom.Failures.Add("POST /users/*", Failure.TooManyRequests, 1, 2);

        await silos.AddMeeting();

        Assert.Equal((1, 1), (await Changes(silos), await Used(silos, ZoomWeight.Medium)));
    }

    [Fact]
    public async Task A_host_whom_Zoom_was_told_by_id_and_by_address_has_one_day()
    {
        await using var silos = await ZoomSilos.Start(new() { Clock = new FastClock(Noon) });
        var meetings = silos.Services(0).GetRequiredService<ZoomMeetings>();
        var (id, address) = (ZoomSilos.Host, SimulatedZoomOptions.UsualHost.Email);

        await meetings.Make(id, ZoomSilos.NewMeeting);
        await meetings.Make(address, ZoomSilos.NewMeeting);
        await meetings.Make(address, ZoomSilos.NewMeeting);
        await silos.Account.GiveBack(new(ZoomWeight.Medium, address), DateOnly.FromDateTime(Noon.Date));

        Assert.Equal((id, 2), Assert.Single((await silos.Account.Usage()).Hosts) is var one ? (one.Host, one.ChangesToday) : default);
        Assert.Equal(2, (await silos.Account.DayOf(address)).Changes);
    }

    [Fact]
    public async Task Where_no_token_is_to_be_had_nothing_is_counted()
    {
        await using var silos = await ZoomSilos.Start(new() { Clock = new FastClock(Noon, speed: 4) });
        silos.Zoom.Failures.Add("POST /oauth/token", Failure.Status(503));

        await Assert.ThrowsAsync<ZoomException>(silos.AddMeeting);

        Assert.Equal((0, 0), (await Changes(silos), await Used(silos, ZoomWeight.Medium)));
    }

    [Fact]
    public async Task Whoever_goes_while_they_wait_for_their_turn_gives_it_back()
    {
        await using var silos = await ZoomSilos.Start(new() { Plan = ZoomPlan.Free });
        using var leaving = new CancellationTokenSource();
        // The last one's turn would come after a quarter of a minute.
        const int many = 60;
        var calls = Enumerable.Range(1, many).Select(meeting => Record.ExceptionAsync(() => silos.Api.Update(
            meeting, new() { Topic = "Physics" }, ZoomSilos.Host, cancellation: leaving.Token))).ToList();
        await Wait.Until(
            async () => await Changes(silos) == many && calls.Exists(call => call.IsCompleted),
            () => "all of them have a turn, and the first has been answered");

        await leaving.CancelAsync();
        await Task.WhenAll(calls);

        var sent = calls.Count(call => call.Result is ZoomException { Failure: ZoomFailure.Missing });
        Assert.InRange(sent, 1, many - 1);
        Assert.InRange(await Changes(silos), sent, sent + 1);
        Assert.InRange(await Used(silos, ZoomWeight.Light), sent, sent + 1);
    }

    /// <summary>A turn at ten to midnight that comes after it: Zoom counts it to the new day.</summary>
    [Fact]
    public async Task A_turn_that_comes_after_midnight_counts_to_the_new_day()
    {
        var clock = new FastClock(Noon);
        await using var silos = await ZoomSilos.Start(new() { Plan = ZoomPlan.Free, Clock = clock });
        await silos.WarmUp();
        clock.PutForward(Noon.AddHours(12).AddSeconds(-2) - clock.GetUtcNow());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => silos.Api.List(ZoomSilos.Host, "scheduled", 30, null)));

        Assert.Equal(DateOnly.FromDateTime(Noon.AddDays(1).Date), (await silos.Account.Usage()).Day);
        Assert.InRange(await Used(silos, ZoomWeight.Medium), silos.Zoom.RateLimits.Today(RateCategory.Medium), 8);
    }

    static async Task<int> Changes(ZoomSilos silos) => (await silos.Account.Usage()).Hosts.Sum(host => host.ChangesToday);

    static async Task<int> Used(ZoomSilos silos, ZoomWeight weight) =>
        (await silos.Account.Usage()).Calls.Single(one => one.Weight == weight).UsedToday;
}
