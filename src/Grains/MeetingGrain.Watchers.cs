namespace ZoomOrleans;

/// <summary>Processes that show the meeting live. Told of a change, they come for it, and for the next promise.</summary>
public sealed partial class MeetingGrain
{
    /// <summary>Timers are not quite exact; and should the clock have been put right meanwhile, nobody waits for long.</summary>
    static readonly TimeSpan ClockMargin = TimeSpan.FromMilliseconds(10), ClockMax = TimeSpan.FromMinutes(10);

    readonly HashSet<IMeetingWatcher> _watchers = [];
    IGrainTimer? _clockTimer;
    DateTimeOffset? _clockAt;

    public async Task<LiveView?> Watch(string? occurrenceId, IMeetingWatcher watcher)
    {
        await KnowContext();
        await KnowRecords(occurrenceId);
        // In one turn with the view: nothing can change between it and the promise.
        _watchers.Add(watcher);
        var now = ViewNow(occurrenceId);
        TellAt(now.NextChange);
        return now.View;
    }

    public async Task<bool> IsWatchedBy(IMeetingWatcher watcher)
    {
        await KnowContext();
        return _watchers.Contains(watcher);
    }

    /// <summary>Whoever watches asks again, and so is told by the next activation.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        TellWatchers();
        return Task.CompletedTask;
    }

    void TellWatchers()
    {
        foreach (var watcher in _watchers)
            watcher.Changed().Ignore();
        _watchers.Clear();
        _clockAt = null;
    }

    /// <summary>At the moment at which time alone changes the view.</summary>
    void TellAt(DateTimeOffset? change)
    {
        if (change is not { } at || _clockAt <= at)
            return;
        _clockAt = at;
        _clockTimer ??= this.RegisterGrainTimer(TimeHasCome, new GrainTimerCreationOptions
        {
            DueTime = Timeout.InfiniteTimeSpan,
            Period = Timeout.InfiniteTimeSpan,
            Interleave = true,
        });
        var wait = at - _clock.GetUtcNow() + ClockMargin;
        _clockTimer.Change(wait > ClockMax ? ClockMax : wait > ClockMargin ? wait : ClockMargin, Timeout.InfiniteTimeSpan);
    }

    Task TimeHasCome()
    {
        TellWatchers();
        return Task.CompletedTask;
    }
}
