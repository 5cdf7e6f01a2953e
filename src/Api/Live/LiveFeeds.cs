using System.Threading.Channels;

namespace ZoomOrleans.Api.Live;

/// <summary>The feeds that somebody in this process watches: one for each meeting and occurrence, however many watch.</summary>
public sealed class LiveFeeds(IGrainFactory grains, ILogger<LiveFeeds> logger)
{
    readonly Dictionary<(long Number, string? OccurrenceId), LiveFeed> _feeds = [];

    public LivePlace Join(long number, string? occurrenceId)
    {
        lock (_feeds)
        {
            if (!_feeds.TryGetValue((number, occurrenceId), out var feed))
                feed = _feeds[(number, occurrenceId)] = new LiveFeed(grains, number, occurrenceId, logger);
            var place = feed.Join();
            return new LivePlace(place.Reader, () => Leave((number, occurrenceId), feed, place));
        }
    }

    void Leave((long Number, string? OccurrenceId) key, LiveFeed feed, Channel<LiveView?> place)
    {
        lock (_feeds)
        {
            if (!feed.Leave(place) || !_feeds.Remove(key))
                return;
        }
        feed.Dispose();
    }
}

/// <summary>Where one watcher finds the newest view; given back at the end.</summary>
public sealed class LivePlace(ChannelReader<LiveView?> views, Action leave) : IDisposable
{
    public ChannelReader<LiveView?> Views => views;

    public void Dispose() => leave();
}
