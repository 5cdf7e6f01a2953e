namespace ZoomOrleans;

/// <summary>Processes that show the meeting live. Told of a change, they come for it, and for the next promise.</summary>
public sealed partial class MeetingGrain
{
    readonly HashSet<IMeetingWatcher> _watchers = [];

    public async Task<LiveView?> Watch(string? occurrenceId, IMeetingWatcher watcher)
    {
        await KnowContext();
        // In one turn with the view: nothing can change between it and the promise.
        _watchers.Add(watcher);
        return ViewOfEverybody(occurrenceId);
    }

    void TellWatchers()
    {
        foreach (var watcher in _watchers)
            watcher.Changed().Ignore();
        _watchers.Clear();
    }
}
