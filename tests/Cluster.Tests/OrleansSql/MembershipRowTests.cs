using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Membership;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.OrleansSql;

/// <summary>What the membership table keeps, and what it lets go.</summary>
public sealed class MembershipRowTests
{
    [PostgresFact]
    public async Task A_silo_is_read_as_it_was_written()
    {
        await using var host = await ProviderHost.Create();
        var entry = Silos.Entry(1, SiloStatus.Joining);
        entry.SiloAddress = SiloAddress.New(IPAddress.Parse("2001:db8::17"), 1, generation: 7);
        entry.HostName = new string('h', 200);
        await host.Membership.Insert(entry);
        entry.SuspectedAt(Silos.Start.AddMinutes(1));
        await host.Membership.Update(entry, await host.Membership.Read());

        var row = await host.Membership.ReadRowAsync(entry.SiloAddress, CancellationToken.None);

        var read = Assert.Single(row.Members).Item1;
        Assert.Equal(2, row.Version.Version);
        Assert.Equal(entry.SiloAddress, read.SiloAddress);
        Assert.Equal(
            (entry.HostName, entry.SiloName, entry.Status, entry.ProxyPort, entry.StartTime, entry.IAmAliveTime),
            (read.HostName, read.SiloName, read.Status, read.ProxyPort, read.StartTime, read.IAmAliveTime));
        Assert.Equal(entry.SuspectTimes, read.SuspectTimes);
    }

    [PostgresFact]
    public async Task A_silo_that_is_not_there_reads_as_no_row()
    {
        await using var host = await ProviderHost.Create();
        await host.Membership.Insert(Silos.Entry(1));

        var row = await host.Membership.ReadRowAsync(Silos.Entry(2).SiloAddress, CancellationToken.None);

        Assert.Empty(row.Members);
        Assert.Equal(1, row.Version.Version);
    }

    [PostgresFact]
    public async Task A_heartbeat_leaves_the_version_alone()
    {
        await using var host = await ProviderHost.Create();
        await host.Membership.Insert(Silos.Entry(1));
        var seen = await host.Membership.Read();

        var alive = Silos.Entry(1, lastSeen: Silos.Start.AddSeconds(30));
        await host.Membership.UpdateIAmAliveAsync(alive, CancellationToken.None);

        var now = await host.Membership.Read();
        Assert.Equal(alive.IAmAliveTime, Assert.Single(now.Members).Item1.IAmAliveTime);
        Assert.Equal(seen.Version.Version, now.Version.Version);
        Assert.True(await host.Membership.Update(Silos.Entry(1, SiloStatus.Stopping), seen));
    }

    [PostgresFact]
    public async Task An_update_does_not_set_a_heartbeat_back()
    {
        await using var host = await ProviderHost.Create();
        await host.Membership.Insert(Silos.Entry(1));
        var alive = Silos.Entry(1, lastSeen: Silos.Start.AddSeconds(30));
        await host.Membership.UpdateIAmAliveAsync(alive, CancellationToken.None);

        await host.Membership.Update(Silos.Entry(1, SiloStatus.Stopping), await host.Membership.Read());

        var read = Assert.Single((await host.Membership.Read()).Members).Item1;
        Assert.Equal((SiloStatus.Stopping, alive.IAmAliveTime), (read.Status, read.IAmAliveTime));
    }

    [PostgresFact]
    public async Task Cleanup_takes_only_dead_silos_that_nobody_saw_lately()
    {
        await using var host = await ProviderHost.Create();
        var cutoff = Silos.Start.AddHours(1);
        await host.Membership.Insert(Silos.Entry(1, SiloStatus.Dead));
        await host.Membership.Insert(Silos.Entry(2, SiloStatus.Dead).SuspectedAt(Silos.Start));
        await host.Membership.Insert(Silos.Entry(3, SiloStatus.Dead, lastSeen: cutoff.AddSeconds(1)));
        await host.Membership.Insert(Silos.Entry(4, SiloStatus.Joining));
        await host.Membership.Insert(Silos.Entry(5, SiloStatus.Active));
        await host.Membership.Insert(Silos.Entry(6));
        var suspected = Silos.Entry(6, SiloStatus.Dead).SuspectedAt(cutoff.AddSeconds(1));
        await host.Membership.Update(suspected, await host.Membership.Read());
        var seen = await host.Membership.Read();

        await host.Membership.CleanupDefunctSiloEntriesAsync(cutoff, CancellationToken.None);

        var now = await host.Membership.Read();
        Assert.Equal([3, 4, 5, 6], now.Ports());
        Assert.Equal(seen.Version.Version, now.Version.Version);
    }

    [PostgresFact]
    public async Task Gateways_are_the_active_silos_that_have_one()
    {
        await using var host = await ProviderHost.Create();
        var withoutGateway = Silos.Entry(2);
        withoutGateway.ProxyPort = 0;
        await host.Membership.Insert(Silos.Entry(1));
        await host.Membership.Insert(withoutGateway);
        await host.Membership.Insert(Silos.Entry(3, SiloStatus.Joining));
        var gateways = Gateways(host);

        await gateways.InitializeGatewayListProviderAsync(CancellationToken.None);

        var gateway = Assert.Single(await gateways.GetGatewaysAsync(CancellationToken.None));
        Assert.Equal(10_001, gateway.Port);
    }

    [PostgresFact]
    public async Task Deleting_a_cluster_removes_all_of_it()
    {
        await using var host = await ProviderHost.Create();
        await host.Membership.Insert(Silos.Entry(1));

        await host.Membership.DeleteMembershipTableEntriesAsync(ProviderHost.ClusterId, CancellationToken.None);
        await host.Membership.InitializeMembershipTableAsync(true, CancellationToken.None);

        var now = await host.Membership.Read();
        Assert.Empty(now.Members);
        Assert.Equal(0, now.Version.Version);
    }

    static AdoNetGatewayListProvider Gateways(ProviderHost host) =>
        new(
            NullLogger<AdoNetGatewayListProvider>.Instance,
            host.Services,
            Options.Create(new AdoNetClusteringClientOptions
            {
                Invariant = ProviderHost.Invariant,
                DataSource = host.Database.Source,
            }),
            Options.Create(new GatewayOptions()),
            Options.Create(new ClusterOptions { ClusterId = ProviderHost.ClusterId }));
}
