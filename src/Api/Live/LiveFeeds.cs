namespace ZoomOrleans.Api.Live;

/// <summary>What somebody in this process watches: one feed for each meeting and occurrence, however many watch.</summary>
sealed class LiveFeeds(IGrainFactory grains, LiveRights rights, TimeProvider clock, ILogger<LiveFeeds> logger)
{
    readonly Dictionary<(Guid Meeting, string? OccurrenceId), LiveRoom> _rooms = [];

    /// <param name="meeting">Which meeting.</param>
    /// <param name="occurrenceId">Which occurrence; null for the default.</param>
    /// <param name="watcher">Somebody who has a right to see it.</param>
    public LivePlace Join(Guid meeting, string? occurrenceId, LiveWatcher watcher)
    {
        var key = (meeting, occurrenceId);
        lock (_rooms)
        {
            if (!_rooms.TryGetValue(key, out var room))
                room = _rooms[key] = new LiveRoom(
                    meeting, new LiveFeed(grains, watcher.Right!.Number, occurrenceId, logger), rights);
            room.Enter(watcher);
            return new LivePlace(room, watcher, clock, () => Leave(key, room, watcher));
        }
    }

    void Leave((Guid Meeting, string? OccurrenceId) key, LiveRoom room, LiveWatcher watcher)
    {
        lock (_rooms)
        {
            if (!room.Leave(watcher) || !_rooms.Remove(key))
                return;
        }
        room.Feed.Dispose();
    }
}
