using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>What was used of a day is known as long as the day lasts, whatever becomes of silos.</summary>
public sealed class ZoomDayTests
{
    static readonly DateTimeOffset Morning = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [PostgresFact]
    public async Task Counts_survive_the_silos_and_a_new_day_begins_at_zero()
    {
        var clock = new FastClock(Noon);
        await using var database = await TestDatabase.Create();
        await using var silos = await ZoomSilos.Start(new() { Clock = clock }, silos: 2, database);
        await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => silos.AddMeeting()));
        Assert.Equal((7, 7), await Used());

        await silos.KillAllAndStartAnew();

        var (calls, changes) = await Used();
        // At least as many as were made, and at most a portion more.
        Assert.Equal(7, changes);
        Assert.InRange(calls, 7, 57);

        await silos.AddMeeting();
        Assert.Equal((calls + 1, 8), await Used());
        clock.PutForward(TimeSpan.FromHours(12));
        Assert.Equal((0, 0), await Used());
        await silos.AddMeeting();
        Assert.Equal((1, 1), await Used());

        async Task<(int Calls, int Changes)> Used()
        {
            var usage = await silos.Account.Usage();
            return (usage.Calls.Single(one => one.Weight == ZoomWeight.Medium).UsedToday, usage.Hosts.Sum(host => host.ChangesToday));
        }
    }

    [PostgresFact]
    public async Task A_host_who_is_used_up_stays_so_when_the_silos_are_killed()
    {
        await using var database = await TestDatabase.Create();
        var limits = AccountLimits.Of(ZoomPlan.Pro) with { ChangesPerHost = 1, Light = new(30, 1) };
        await using var silos = await ZoomSilos.Start(
            new() { Plan = ZoomPlan.Pro, Limits = limits, Clock = new FastClock(Noon) }, database: database);
        var meeting = await silos.AddMeeting();
        await UsedUp(silos.AddMeeting);
        await silos.Api.Get(meeting);
        await UsedUp(() => silos.Api.Get(meeting));
        var asked = silos.Zoom.Calls.Count;

        await silos.KillAllAndStartAnew();

        await UsedUp(silos.AddMeeting);
        await UsedUp(() => silos.Api.Get(meeting));
        Assert.Equal(asked, silos.Zoom.Calls.Count);
    }

    [Fact]
    public async Task The_calls_of_a_day_are_counted_here_and_refused_beforehand()
    {
        var clock = new FastClock(Morning);
        await using var silos = await ZoomSilos.Start(new() { Plan = ZoomPlan.Free, Clock = clock });
        for (var call = 1; call <= 1000; call++)
        {
            await silos.Account.Permit(new(ZoomWeight.Heavy), null, Patience);
            clock.PutForward(TimeSpan.FromSeconds(2));
        }

        var refused = await UsedUp(() => silos.Account.Permit(new(ZoomWeight.Heavy), null, Patience));

        Assert.Equal(Morning.AddDays(1), refused.Until);
        await silos.Account.Permit(new(ZoomWeight.Light), null, Patience);
        clock.PutForward(TimeSpan.FromDays(1));
        await silos.Account.Permit(new(ZoomWeight.Heavy), null, Patience);
    }

    /// <summary>
    /// Each has turns of its own, so together they may call too often in a second, which is waited for; of the day neither
    /// forgets what the other counted.
    /// </summary>
    [PostgresFact]
    public async Task Two_activations_at_once_count_together_and_their_callers_learn_nothing_of_it()
    {
        await using var database = await TestDatabase.Create();
        await using var one = await ZoomSilos.Start(new() { Clock = new FastClock(Noon) }, database: database);
        await using var other = await one.Rival(database);

        for (var i = 0; i < 6; i++)
            await Task.WhenAll(one.AddMeeting(), other.AddMeeting());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? one : other).Api.List(ZoomSilos.Host, "scheduled", 30, null)));

        Assert.Equal(12, one.Zoom.Meetings.Count);
        await using var silos = await one.Rival(database);
        Assert.InRange(Assert.Single((await silos.Account.Usage()).Hosts).ChangesToday, 12, 24);
    }

    static async Task<ZoomException> UsedUp(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<ZoomException>(call);
        Assert.Equal(ZoomFailure.UsedUp, refused.Failure);
        return refused;
    }
}
