using Orleans.Runtime;
using Orleans.Storage;

namespace ZoomOrleans.Cluster.Tests.OrleansSql;

/// <summary>Runs what a storage does at a silo's start, without a silo.</summary>
sealed class LifecycleStart : ISiloLifecycle
{
    readonly List<ILifecycleObserver> _observers = [];

    public int HighestCompletedStage => 0;

    public int LowestStoppedStage => 0;

    public static async Task Of(IGrainStorage storage)
    {
        var lifecycle = new LifecycleStart();
        ((ILifecycleParticipant<ISiloLifecycle>)storage).Participate(lifecycle);
        foreach (var observer in lifecycle._observers)
            await observer.OnStart(CancellationToken.None);
    }

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        _observers.Add(observer);
        return new MemoryStream();
    }
}
