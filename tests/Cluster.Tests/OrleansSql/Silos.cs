using System.Net;
using Orleans.Runtime;

namespace ZoomOrleans.Cluster.Tests.OrleansSql;

/// <summary>Rows of silos to try the membership table with.</summary>
static class Silos
{
    public static readonly DateTime Start = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    public static MembershipEntry Entry(int port, SiloStatus status = SiloStatus.Active, DateTime? lastSeen = null) =>
        new()
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, port, generation: 7),
            SiloName = $"silo {port}",
            HostName = "host",
            Status = status,
            ProxyPort = port + 10_000,
            StartTime = Start,
            IAmAliveTime = lastSeen ?? Start,
        };

    public static MembershipEntry SuspectedAt(this MembershipEntry entry, DateTime time)
    {
        entry.AddSuspector(SiloAddress.New(IPAddress.Loopback, 9, generation: 1), time);
        return entry;
    }

    public static async Task Insert(this IMembershipTable table, MembershipEntry entry)
    {
        var version = (await table.ReadAllAsync(CancellationToken.None)).Version;
        Assert.True(await table.InsertRowAsync(entry, version.Next(), CancellationToken.None));
    }

    public static Task<bool> Update(this IMembershipTable table, MembershipEntry entry, MembershipTableData seen) =>
        table.UpdateRowAsync(entry, seen.Version.VersionEtag, seen.Version.Next(), CancellationToken.None);

    public static Task<MembershipTableData> Read(this IMembershipTable table) =>
        table.ReadAllAsync(CancellationToken.None);

    public static IEnumerable<int> Ports(this MembershipTableData data) =>
        data.Members.Select(member => member.Item1.SiloAddress.Endpoint.Port).Order();
}
