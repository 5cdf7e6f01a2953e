using Orleans.Runtime;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.OrleansSql;

/// <summary>Of several who change the membership at once, one wins; the others changed nothing.</summary>
public sealed class MembershipConflictTests
{
    const int Rivals = 16;
    const int Rounds = 8;

    [PostgresFact]
    public async Task Of_many_concurrent_inserts_one_wins()
    {
        await using var host = await ProviderHost.Create();
        await host.Connect(Rivals);
        for (var round = 1; round <= Rounds; round++)
        {
            var next = (await host.Membership.Read()).Version.Next();

            var outcomes = await Task.WhenAll(Enumerable.Range(round * Rivals, Rivals).Select(port =>
                host.Membership.InsertRowAsync(Silos.Entry(port), next, CancellationToken.None)));

            var after = await host.Membership.Read();
            Assert.Single(outcomes, won => won);
            Assert.Equal((round, round), (after.Members.Count, after.Version.Version));
        }
    }

    [PostgresFact]
    public async Task Of_many_concurrent_inserts_of_one_silo_one_wins()
    {
        await using var host = await ProviderHost.Create();
        var next = (await host.Membership.Read()).Version.Next();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, Rivals).Select(_ =>
            host.Membership.InsertRowAsync(Silos.Entry(1), next, CancellationToken.None)));

        Assert.Single(outcomes, won => won);
        Assert.Equal(1, (await host.Membership.Read()).Version.Version);
    }

    [PostgresFact]
    public async Task Of_many_concurrent_updates_one_wins()
    {
        await using var host = await ProviderHost.Create();
        await host.Connect(Rivals);
        for (var port = 1; port <= Rivals; port++)
            await host.Membership.Insert(Silos.Entry(port));

        for (var round = 1; round <= Rounds; round++)
        {
            var seen = await host.Membership.Read();

            var outcomes = await Task.WhenAll(Enumerable.Range(1, Rivals).Select(port =>
                host.Membership.Update(Silos.Entry(port, lastSeen: Silos.Start.AddSeconds(round)), seen)));

            var after = await host.Membership.Read();
            Assert.Single(outcomes, won => won);
            Assert.Single(after.Members, member => member.Item1.IAmAliveTime == Silos.Start.AddSeconds(round));
            Assert.Equal(seen.Version.Version + 1, after.Version.Version);
        }
    }

    [PostgresFact]
    public async Task Of_many_silos_that_start_at_once_none_fails()
    {
        await using var host = await ProviderHost.Create();
        await host.Membership.Insert(Silos.Entry(1));

        await Task.WhenAll(Enumerable.Range(1, Rivals).Select(_ =>
            host.Membership.InitializeMembershipTableAsync(true, CancellationToken.None)));

        Assert.Equal(1, (await host.Membership.Read()).Version.Version);
    }

    [PostgresFact]
    public async Task A_silo_that_is_there_is_not_inserted_again()
    {
        await using var host = await ProviderHost.Create();
        await host.Membership.Insert(Silos.Entry(1));
        var seen = await host.Membership.Read();

        var again = Silos.Entry(1, SiloStatus.Dead);
        Assert.False(await host.Membership.InsertRowAsync(again, seen.Version.Next(), CancellationToken.None));

        await AssertUnchanged(host.Membership, seen);
    }

    [PostgresFact]
    public async Task A_missing_silo_is_not_updated()
    {
        await using var host = await ProviderHost.Create();
        await host.Membership.Insert(Silos.Entry(1));
        var seen = await host.Membership.Read();

        Assert.False(await host.Membership.Update(Silos.Entry(2), seen));

        await AssertUnchanged(host.Membership, seen);
    }

    [PostgresFact]
    public async Task A_stale_version_changes_nothing()
    {
        await using var host = await ProviderHost.Create();
        await host.Membership.Insert(Silos.Entry(1));
        var stale = await host.Membership.Read();
        await host.Membership.Insert(Silos.Entry(2));
        var seen = await host.Membership.Read();

        Assert.False(await host.Membership.Update(Silos.Entry(1, SiloStatus.Dead), stale));
        Assert.False(await host.Membership.InsertRowAsync(
            Silos.Entry(3), stale.Version.Next(), CancellationToken.None));

        await AssertUnchanged(host.Membership, seen);
    }

    static async Task AssertUnchanged(IMembershipTable table, MembershipTableData seen)
    {
        var now = await table.Read();
        Assert.Equal(seen.Version.Version, now.Version.Version);
        Assert.Equal(seen.Ports(), now.Ports());
        Assert.All(now.Members, member => Assert.Equal(SiloStatus.Active, member.Item1.Status));
    }
}
