using Orleans.Runtime;
using Orleans.Storage;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.OrleansSql;

/// <summary>A grain's state is written only by whoever read it last.</summary>
public sealed class StorageTests
{
    const int Rivals = 16;
    const int Rounds = 8;

    static readonly GrainId Grain = GrainId.Create("kind", "z:1");

    [PostgresFact]
    public async Task Of_many_concurrent_first_writes_one_wins_and_can_be_read()
    {
        await using var host = await ProviderHost.Create();
        await host.Connect(Rivals);
        for (var round = 1; round <= Rounds; round++)
        {
            var grain = GrainId.Create("kind", $"z:{round}");

            var outcomes = await Task.WhenAll(Enumerable.Range(1, Rivals).Select(value =>
                Conflicts(() => host.Storage.Write(grain, new Stored(value)))));

            Assert.Single(outcomes, conflict => !conflict);
            Assert.True((await host.Storage.Read(grain)).RecordExists);
        }
    }

    [PostgresFact]
    public async Task Of_many_concurrent_updates_one_wins()
    {
        await using var host = await ProviderHost.Create();
        await host.Connect(Rivals);
        await host.Storage.Write(Grain, new Stored(0));
        for (var round = 1; round <= Rounds; round++)
        {
            var readers = await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => host.Storage.Read(Grain)));

            var outcomes = await Task.WhenAll(readers.Select((state, reader) =>
                Conflicts(() => host.Storage.Write(Grain, new Stored(reader), state))));

            Assert.Single(outcomes, conflict => !conflict);
            Assert.Equal(outcomes.IndexOf(false), await host.Storage.ReadValue(Grain));
        }
    }

    [PostgresFact]
    public async Task A_stale_etag_neither_writes_nor_clears()
    {
        await using var host = await ProviderHost.Create();
        var stale = await host.Storage.Write(Grain, new Stored(1));
        var current = await host.Storage.Read(Grain);
        await host.Storage.Write(Grain, new Stored(2), current);

        Assert.True(await Conflicts(() => host.Storage.Write(Grain, new Stored(3), stale)));
        Assert.True(await Conflicts(() => host.Storage.Clear(Grain, stale)));

        Assert.Equal(2, await host.Storage.ReadValue(Grain));
    }

    [PostgresFact]
    public async Task A_write_without_an_etag_fails_where_there_is_a_state()
    {
        await using var host = await ProviderHost.Create();
        await host.Storage.Write(Grain, new Stored(1));

        Assert.True(await Conflicts(() => host.Storage.Write(Grain, new Stored(2))));

        Assert.Equal(1, await host.Storage.ReadValue(Grain));
    }

    [PostgresFact]
    public async Task A_write_without_an_etag_fails_where_a_state_was_cleared()
    {
        await using var host = await ProviderHost.Create();
        var state = await host.Storage.Write(Grain, new Stored(1));
        await host.Storage.Clear(Grain, state);

        Assert.True(await Conflicts(() => host.Storage.Write(Grain, new Stored(2))));

        Assert.False((await host.Storage.Read(Grain)).RecordExists);
    }

    [PostgresFact]
    public async Task A_cleared_state_is_absent_but_keeps_an_etag()
    {
        await using var host = await ProviderHost.Create();
        var state = await host.Storage.Write(Grain, new Stored(1));
        var written = state.ETag;

        await host.Storage.Clear(Grain, state);

        var read = await host.Storage.Read(Grain);
        Assert.False(read.RecordExists);
        Assert.Equal(state.ETag, read.ETag);
        Assert.NotEqual(written, read.ETag);
    }

    [PostgresFact]
    public async Task A_state_can_be_cleared_twice_and_written_again()
    {
        await using var host = await ProviderHost.Create();
        var state = await host.Storage.Write(Grain, new Stored(1));

        await host.Storage.Clear(Grain, state);
        await host.Storage.Clear(Grain, state);
        await host.Storage.Write(Grain, new Stored(2), state);

        Assert.Equal(2, await host.Storage.ReadValue(Grain));
    }

    [PostgresFact]
    public async Task Whoever_holds_a_deleted_state_cannot_overwrite_the_one_made_after_it()
    {
        await using var host = await ProviderHost.Create(deleteStateOnClear: true);
        var state = await host.Storage.Write(Grain, new Stored(1));
        var zombie = await host.Storage.Read(Grain);
        await host.Storage.Clear(Grain, state);
        await host.Storage.Write(Grain, new Stored(2));

        Assert.True(await Conflicts(() => host.Storage.Write(Grain, new Stored(3), zombie)));
        Assert.True(await Conflicts(() => host.Storage.Clear(Grain, zombie)));

        Assert.Equal(2, await host.Storage.ReadValue(Grain));
    }

    [PostgresFact]
    public async Task Versions_begin_again_when_the_integers_are_used_up()
    {
        await using var host = await ProviderHost.Create();
        await using var end = host.Database.Source.CreateCommand(
            $"SELECT setval('orleans.grain_state_version', {int.MaxValue - 1})");
        await end.ExecuteNonQueryAsync();

        var state = await host.Storage.Write(Grain, new Stored(1));
        await host.Storage.Write(Grain, new Stored(2), state);

        Assert.Equal("1", (await host.Storage.Read(Grain)).ETag);
    }

    static async Task<bool> Conflicts(Func<Task> action)
    {
        try
        {
            await action();
            return false;
        }
        catch (InconsistentStateException)
        {
            return true;
        }
    }
}
