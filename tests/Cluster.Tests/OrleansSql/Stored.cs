using Orleans.Runtime;
using Orleans.Storage;

namespace ZoomOrleans.Cluster.Tests.OrleansSql;

/// <summary>A state to try the grain storage with, and the storage's calls as a grain makes them.</summary>
[GenerateSerializer]
sealed record Stored([property: Id(0)] int Value)
{
    public Stored()
        : this(0)
    {
    }
}

static class StorageCalls
{
    const string StateName = "state of tests";

    public static async Task<GrainState<Stored>> Read(this IGrainStorage storage, GrainId grain)
    {
        var state = new GrainState<Stored>(new Stored());
        await storage.ReadStateAsync(StateName, grain, state);
        return state;
    }

    public static async Task<int?> ReadValue(this IGrainStorage storage, GrainId grain) =>
        (await storage.Read(grain)).State?.Value;

    /// <summary>Writes over what was read into <paramref name="over"/>, or as a grain that has read nothing.</summary>
    public static async Task<GrainState<Stored>> Write(
        this IGrainStorage storage, GrainId grain, Stored value, GrainState<Stored>? over = null)
    {
        var state = over ?? new GrainState<Stored>(value);
        state.State = value;
        await storage.WriteStateAsync(StateName, grain, state);
        return state;
    }

    public static Task Clear(this IGrainStorage storage, GrainId grain, GrainState<Stored> state) =>
        storage.ClearStateAsync(StateName, grain, state);
}
