using Orleans.Runtime;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.OrleansSql;

public sealed class StorageKeyTests
{
    static readonly Guid SomeGuid = new("0d3cf04a-8f6b-4b0e-9d0c-6f1d2a3b4c5d");

    // The string "12+" is the integer key 0x12 with an empty extension.
    static readonly IdSpan[] Keys =
    [
        GrainIdKeyExtensions.CreateGuidKey(SomeGuid),
        GrainIdKeyExtensions.CreateGuidKey(SomeGuid, "x"),
        GrainIdKeyExtensions.CreateIntegerKey(0x12),
        GrainIdKeyExtensions.CreateIntegerKey(0x12, "x"),
        IdSpan.Create("12+"),
        IdSpan.Create("12++"),
        IdSpan.Create("zq!"),
        GrainIdKeyExtensions.CreateIntegerKey(0, "zq!"),
        GrainIdKeyExtensions.CreateIntegerKey(0),
    ];

    [PostgresFact]
    public async Task Keys_that_look_alike_have_states_of_their_own()
    {
        await using var host = await ProviderHost.Create();
        var grains = Keys.Select(key => GrainId.Create(GrainType.Create("kind"), key)).ToList();

        foreach (var (index, grain) in grains.Index())
            await host.Storage.Write(grain, new Stored(index));

        foreach (var (index, grain) in grains.Index())
            Assert.Equal(index, await host.Storage.ReadValue(grain));
    }
}
