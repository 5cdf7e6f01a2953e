namespace ZoomOrleans.Api.Live;

/// <summary>Those who watch one occurrence in this process: what they are shown, and what each may see of it.</summary>
sealed class LiveRoom(Guid meeting, LiveFeed feed, LiveRights rights)
{
    readonly HashSet<LiveWatcher> _watchers = [];
    Task _asking = Task.CompletedTask;

    public LiveFeed Feed => feed;

    public void Enter(LiveWatcher watcher)
    {
        lock (_watchers)
            _watchers.Add(watcher);
    }

    /// <returns>Whether nobody watches any more.</returns>
    public bool Leave(LiveWatcher watcher)
    {
        lock (_watchers)
        {
            _watchers.Remove(watcher);
            return _watchers.Count == 0;
        }
    }

    /// <summary>Completes when it is known what the watcher may see at this moment.</summary>
    public async Task Confirm(LiveWatcher watcher)
    {
        while (!rights.AreKnown(watcher))
            await Ask();
    }

    /// <summary>Whoever comes while it is asked for waits for the same answer, and perhaps for one more.</summary>
    Task Ask()
    {
        lock (_watchers)
            return _asking.IsCompleted ? _asking = rights.Ask(meeting, [.. _watchers], CancellationToken.None) : _asking;
    }
}
