using System.Threading.Channels;

namespace ZoomOrleans.Api.Live;

/// <summary>
/// The live view of one occurrence for all who watch it in this process: fetched from the meeting's grain when the grain
/// says that there is something new, and now and then besides, since time alone makes a student present.
/// </summary>
/// <remarks>Each watcher has the newest view, however slow they are: they never hold up each other.</remarks>
sealed partial class LiveFeed : IMeetingWatcher, IDisposable
{
    /// <summary>Changes that come closer together are shown together.</summary>
    static readonly TimeSpan IntervalMin = TimeSpan.FromMilliseconds(250);

    /// <summary>So late may be shown what no fact brings about, or what a grain forgot to tell that moved meanwhile.</summary>
    static readonly TimeSpan IntervalMax = TimeSpan.FromSeconds(3);

    readonly string _key;
    readonly IMeetingGrain _meeting;
    readonly string? _occurrenceId;
    readonly IGrainFactory _grains;
    readonly ILogger _logger;
    readonly CancellationTokenSource _ended = new();
    readonly SemaphoreSlim _changed = new(0, 1);
    readonly List<Channel<LiveView?>> _watchers = [];
    LiveView? _latest;

    public LiveFeed(IGrainFactory grains, long number, string? occurrenceId, ILogger logger)
    {
        (_grains, _key, _occurrenceId, _logger) = (grains, MeetingKey.Of(number), occurrenceId, logger);
        _meeting = grains.GetGrain<IMeetingGrain>(_key);
        _ = Follow();
    }

    public Task Changed()
    {
        lock (_watchers)
            if (_changed.CurrentCount == 0)
                _changed.Release();
        return Task.CompletedTask;
    }

    /// <summary>
    /// A place at the feed: from it come views, the newest whenever some seconds have passed or something has changed;
    /// null where there is no such occurrence.
    /// </summary>
    public Channel<LiveView?> Join()
    {
        var place = Channel.CreateBounded<LiveView?>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_watchers)
        {
            _watchers.Add(place);
            if (_latest is not null)
                place.Writer.TryWrite(_latest);
        }
        return place;
    }

    /// <returns>Whether nobody watches any more.</returns>
    public bool Leave(Channel<LiveView?> place)
    {
        lock (_watchers)
        {
            _watchers.Remove(place);
            return _watchers.Count == 0;
        }
    }

    public void Dispose() => _ended.Cancel();

    async Task Follow()
    {
        IMeetingWatcher? self = null;
        while (!_ended.IsCancellationRequested)
        {
            var untold = IntervalMax;
            try
            {
                self ??= _grains.CreateObjectReference<IMeetingWatcher>(this);
                Publish(await _meeting.Watch(_occurrenceId, self).WaitAsync(IntervalMax, _ended.Token));
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                LogUnanswered(_logger, _key, exception.Message);
                // Old data stays, and the watchers' rights are looked at all the same.
                if (_latest is not null)
                    Publish(_latest);
                // The time has passed already, and a grain that had to load its log has it by now.
                if (exception is TimeoutException)
                    untold = TimeSpan.Zero;
            }
            await Pause(untold);
        }
        if (self is not null)
            _grains.DeleteObjectReference<IMeetingWatcher>(self);
    }

    /// <summary>Until something has changed, or has not for so long; or the feed has ended.</summary>
    async Task Pause(TimeSpan untold)
    {
        try
        {
            await Task.Delay(IntervalMin, _ended.Token);
            await _changed.WaitAsync(untold, _ended.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    void Publish(LiveView? view)
    {
        lock (_watchers)
        {
            _latest = view;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(view);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The live view of meeting {Meeting} stands still, and is asked for again: {Reason}")]
    static partial void LogUnanswered(ILogger logger, string meeting, string reason);
}
