using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>What happens when Zoom says that there is no more, and what is refused before it does.</summary>
public sealed class ZoomLimitTests
{
    static readonly DateTimeOffset Morning = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public async Task A_limit_per_second_that_is_met_all_the_same_is_waited_for_also_by_what_makes_something(int? retryAfter)
    {
        // Half of what the program believes: as if another app of the account took the rest.
        var limits = AccountLimits.Of(ZoomPlan.Pro) with { Medium = new(8, int.MaxValue) };
        await using var silos = await ZoomSilos.Start(
            new() { Plan = ZoomPlan.Pro, Limits = limits, PerSecondRetryAfter = retryAfter });

        await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => silos.AddMeeting()));

        Assert.Equal(14, silos.Zoom.Meetings.Count);
        Assert.NotEmpty(silos.Zoom.RateLimits.Refusals);
    }

    [Fact]
    public async Task A_limit_of_the_day_that_Zoom_tells_of_is_remembered_for_all_callers_until_its_time()
    {
        var clock = new FastClock(Morning);
        var limits = AccountLimits.Of(ZoomPlan.Pro) with { Medium = new(20, 2) };
        await using var silos = await ZoomSilos.Start(new() { Plan = ZoomPlan.Pro, Limits = limits, Clock = clock }, silos: 2);
        await List(0);
        await List(1);

        var told = await Assert.ThrowsAsync<ZoomException>(() => List(0));
        var others = await Assert.ThrowsAsync<ZoomException>(() => List(1));

        Assert.Single(silos.Zoom.RateLimits.Refusals);
        Assert.Equal((ZoomFailure.UsedUp, Morning.AddDays(1)), (told.Failure, told.Until));
        Assert.Equal((ZoomFailure.UsedUp, Morning.AddDays(1)), (others.Failure, others.Until));
        // Other calls go on.
        Assert.Equal(3001, (await Assert.ThrowsAsync<ZoomException>(() => silos.Api.Get(1))).Code);

        clock.PutForward(TimeSpan.FromDays(1));
        await List(1);

        Task List(int silo) => silos.Of(silo).List(ZoomSilos.Host, "scheduled", 30, null);
    }

    [Fact]
    public async Task What_Zoom_says_of_one_host_holds_for_that_host_alone()
    {
        var other = new SimulatedUser("sOtherHost000000Demo", "other.host@example.edu", "Other Host");
        var limits = AccountLimits.Of(ZoomPlan.Pro) with { ChangesPerHost = 1 };
        await using var silos = await ZoomSilos.Start(
            new() { Plan = ZoomPlan.Pro, Limits = limits, Users = [SimulatedZoomOptions.UsualHost, other] });
        var meeting = await silos.AddMeeting();

        await UsedUp(() => silos.Api.Update(meeting, new() { Topic = "Physics" }, ZoomSilos.Host));
        await UsedUp(() => silos.AddMeeting());
        await silos.Api.Create(other.Id, ZoomSilos.NewMeeting);
        await silos.Api.Get(meeting);

        Assert.Single(silos.Zoom.RateLimits.Refusals);
    }

    [Fact]
    public async Task What_Zoom_says_of_a_registrant_stops_nobody_else()
    {
        await using var silos = await ZoomSilos.Start(new() { Plan = ZoomPlan.Pro });
        var meeting = await silos.AddMeeting();
        for (var i = 0; i < 3; i++)
            await Register("one@school.example");

        await UsedUp(() => Register("one@school.example"));
        await Register("two@school.example");

        Task Register(string email) => silos.Api.Register(meeting, new ZoomRegistrantRequest { Email = email, FirstName = "A" });
    }

    [Fact]
    public async Task A_change_that_names_no_host_closes_nothing_when_it_is_refused()
    {
        var limits = AccountLimits.Of(ZoomPlan.Pro) with { ChangesPerHost = 1 };
        await using var silos = await ZoomSilos.Start(new() { Plan = ZoomPlan.Pro, Limits = limits });
        var meeting = await silos.AddMeeting();

        await UsedUp(() => silos.Api.Update(meeting, new() { Topic = "Physics" }, null));

        await silos.Api.Get(meeting);
    }

    [Fact]
    public async Task The_hundred_changes_of_a_host_are_counted_here_and_refused_beforehand()
    {
        await using var silos = await ZoomSilos.Start(silos: 2);
        var meeting = await silos.AddMeeting();
        for (var change = 2; change <= 100; change++)
            await silos.Of(change % 2).Update(meeting, new() { Topic = $"Lesson {change}" }, ZoomSilos.Host);
        var before = silos.Zoom.Calls.Count;

        var refused = await UsedUp(() => silos.AddMeeting());

        Assert.Equal(before, silos.Zoom.Calls.Count);
        Assert.Contains("100", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(DateTime.UtcNow.Date.AddDays(1), TimeSpan.Zero), refused.Until);
        Assert.Equal([new ZoomHostUsage(ZoomSilos.Host, 100, 100)], (await silos.Account.Usage()).Hosts);
    }

    static async Task<ZoomException> UsedUp(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<ZoomException>(call);
        Assert.Equal(ZoomFailure.UsedUp, refused.Failure);
        Assert.NotNull(refused.Until);
        return refused;
    }
}
