using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>Alone, since calls leave evenly and a process that stands still for want of a processor sends them in a heap.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ZoomPace
{
    public const string Name = "zoom pace";
}

/// <summary>Zoom's limits per second, kept by all silos together.</summary>
[Collection(ZoomPace.Name)]
public sealed class ZoomPaceTests
{
    [Fact]
    public Task Many_callers_in_two_silos_stay_below_every_limit_per_second() => Call(ZoomPlan.Free, 12, 7, 4);

    /// <summary>On demand: calls every few milliseconds need a processor that nothing else wants.</summary>
    [Theory, Trait("Tier", "Long")]
    [InlineData(ZoomPlan.Pro, 100, 60, 30)]
    [InlineData(ZoomPlan.Business, 250, 180, 120)]
    public Task They_do_so_on_larger_plans(ZoomPlan plan, int light, int medium, int heavy) => Call(plan, light, medium, heavy);

    [PostgresFact]
    public async Task Turns_that_were_given_before_the_accounts_silo_was_killed_are_kept()
    {
        await using var database = await TestDatabase.Create();
        await using var silos = await ZoomSilos.Start(new() { Plan = ZoomPlan.Free }, silos: 3, database);
        await silos.Account.Usage();
        var other = silos.Of(await silos.OtherThanAccounts());
        var before = Many(5, _ => other.Report("1", 30, null));
        await Wait.Until(
            async () => (await silos.Account.Usage()).Calls.Single(one => one.Weight == ZoomWeight.Heavy).UsedToday == 5,
            () => "all of them have a turn");

        await silos.KillSiloOfAccount();
        await Task.WhenAll(before, Many(2, _ => other.Report("1", 30, null)));

        Assert.Empty(silos.Zoom.RateLimits.Refusals);
        Assert.Equal(1, silos.Zoom.RateLimits.PerSecondMax(RateCategory.Heavy));
    }

    static async Task Call(ZoomPlan plan, int light, int medium, int heavy)
    {
        await using var silos = await ZoomSilos.Start(new() { Plan = plan }, silos: 2);
        // A process that compiles its first calls sends them in a heap.
        foreach (var silo in new[] { 0, 1 })
            await silos.Of(silo).List(ZoomSilos.Host, "scheduled", 30, null);

        await Task.WhenAll(
            Many(light, i => silos.Of(i % 2).Get(1)),
            Many(medium, i => silos.Of(i % 2).List(ZoomSilos.Host, "scheduled", 30, null)),
            Many(heavy, i => silos.Of(i % 2).Report("1", 30, null)));

        Assert.Empty(silos.Zoom.RateLimits.Refusals);
        foreach (var category in Enum.GetValues<RateCategory>())
            Assert.InRange(
                silos.Zoom.RateLimits.PerSecondMax(category), 1, silos.Zoom.RateLimits.Limits.For(category).PerSecond);
        Assert.Equal(
            (light, medium + 2, heavy),
            (silos.Zoom.RateLimits.Today(RateCategory.Light), silos.Zoom.RateLimits.Today(RateCategory.Medium),
                silos.Zoom.RateLimits.Today(RateCategory.Heavy)));
    }

    static Task Many<T>(int count, Func<int, Task<T>> call) => Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
    {
        try
        {
            await call(i);
        }
        catch (ZoomException refused) when (refused.Failure is ZoomFailure.Missing or ZoomFailure.NotLicensed)
        {
            // There is no such meeting, which makes a call none the lighter.
        }
    }));
}
