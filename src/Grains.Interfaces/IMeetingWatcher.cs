using Orleans.Concurrency;

namespace ZoomOrleans;

/// <summary>A process that shows a meeting to people, and wants to know when there is something new to show.</summary>
[Alias("IMeetingWatcher")]
public interface IMeetingWatcher : IGrainObserver
{
    /// <summary>Something has changed since <see cref="IMeetingGrain.Watch"/>; told once for each such call.</summary>
    [Alias("Changed"), OneWay]
    Task Changed();
}
