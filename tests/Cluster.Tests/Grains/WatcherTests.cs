using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Grains;

/// <summary>What a meeting's grain promises those who show it live.</summary>
public sealed class WatcherTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HandMadeLog _log = new();
    readonly Watcher _watcher = new();
    InProcessTestCluster _cluster = null!;
    IMeetingWatcher _self = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IMeetingLog>(_log)
            .AddSingleton<IMeetingRecords, NoRecords>()
            .AddSingleton<DerivationPace>());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        _self = _cluster.Client.CreateObjectReference<IMeetingWatcher>(_watcher);
    }

    public async Task DisposeAsync()
    {
        _log.FailWhatWaits();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Of_a_change_it_tells_once_and_then_no_longer_until_it_is_asked_again()
    {
        await Grain.Watch(null, _self).WaitAsync(Patience);
        Assert.True(await Grain.IsWatchedBy(_self).WaitAsync(Patience));

        await Recorded(FactKind.Started, 1);

        await _watcher.IsTold(1);
        Assert.False(await Grain.IsWatchedBy(_self).WaitAsync(Patience));
        await Recorded(FactKind.Ended, 2);
        await Grain.Watch(null, _self).WaitAsync(Patience);
        Assert.True(await Grain.IsWatchedBy(_self).WaitAsync(Patience));
        Assert.Equal(1, _watcher.Told);
    }

    [Fact]
    public async Task What_time_alone_changes_it_tells_too()
    {
        await Recorded(FactKind.Started, 1);
        // Nobody planned it: its length grows, and with it much else.
        await Grain.Watch(null, _self).WaitAsync(Patience);

        await _watcher.IsTold(1);
    }

    [Fact]
    public async Task Before_it_goes_it_tells_so_that_it_is_asked_again_wherever_it_is_then()
    {
        await Grain.Watch(null, _self).WaitAsync(Patience);
        var failed = Grain.Record(Fact(FactKind.Started));
        (await _log.Handed(1)).Fail(new LogFailedException("The log will be read anew."));
        await Assert.ThrowsAsync<LogFailedException>(() => failed.WaitAsync(Patience));

        await _watcher.IsTold(1);

        Assert.False(await Grain.IsWatchedBy(_self).WaitAsync(Patience));
    }

    IMeetingGrain Grain => _cluster.Client.GetGrain<IMeetingGrain>(MeetingKey.Of(81234567890));

    async Task Recorded(FactKind kind, int place)
    {
        var recorded = Grain.Record(Fact(kind));
        (await _log.Handed(place)).Commit();
        await recorded.WaitAsync(Patience);
    }

    static Fact Fact(FactKind kind) => new() { Kind = kind, Run = "run", At = DateTimeOffset.UtcNow };

    sealed class Watcher : IMeetingWatcher
    {
        int _told;

        public int Told => Volatile.Read(ref _told);

        public Task Changed()
        {
            Interlocked.Increment(ref _told);
            return Task.CompletedTask;
        }

        public Task IsTold(int times) => Wait.Until(() => Told >= times, $"the watcher was told {times} times");
    }
}
