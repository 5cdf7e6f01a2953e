using System.Diagnostics;

namespace ZoomOrleans.Api.Live;

/// <summary>
/// The live view of one occurrence for all who watch it in this process: fetched from the meeting's grain when the grain
/// says that there is something new. Now and then the grain is asked whether it would still say so.
/// </summary>
/// <remarks>Each watcher takes the newest moment when they are ready for it: they never hold up each other.</remarks>
sealed partial class LiveFeed : IMeetingWatcher, IDisposable
{
    /// <summary>Changes that come closer together are shown together.</summary>
    static readonly TimeSpan IntervalMin = TimeSpan.FromMilliseconds(250);

    /// <summary>So late may be shown what a grain did not tell that was killed meanwhile, and is another by now.</summary>
    static readonly TimeSpan IntervalMax = TimeSpan.FromSeconds(3);

    readonly string _key;
    readonly IMeetingGrain _meeting;
    readonly string? _occurrenceId;
    readonly IGrainFactory _grains;
    readonly ILogger _logger;
    readonly CancellationTokenSource _ended = new();
    readonly SemaphoreSlim _told = new(0, 1);
    readonly Lock _gate = new();
    TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    LiveMoment? _last;
    long _sameAt;
    long _questions;
    long _answers;

    public LiveFeed(IGrainFactory grains, long number, string? occurrenceId, ILogger logger)
    {
        (_grains, _key, _occurrenceId, _logger) = (grains, MeetingKey.Of(number), occurrenceId, logger);
        _meeting = grains.GetGrain<IMeetingGrain>(_key);
        _ = Follow();
    }

    /// <summary>Null before the first answer, and where there is no such occurrence.</summary>
    public LiveMoment? Latest { get; private set; }

    /// <summary>
    /// By the clock of the grain, when it was known last that nothing has happened since the latest moment. Null where there is
    /// none.
    /// </summary>
    public DateTimeOffset? AsOf => Latest?.AsOf(_sameAt);

    public Task Changed()
    {
        lock (_told)
            if (_told.CurrentCount == 0)
                _told.Release();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Completes when there is a view that was asked for from now on: whoever begins to watch sees what has happened before.
    /// While none can be had, what was known last will do.
    /// </summary>
    public async Task First()
    {
        long next;
        lock (_gate)
            next = _questions + 1;
        await Changed();
        while (Answered(next) is { IsCompleted: false } answered)
            await answered;
    }

    /// <summary>Completes when the latest moment is another than the one with this number.</summary>
    public Task Beyond(long number)
    {
        lock (_gate)
            return Latest?.Number == number ? _changed.Task : Task.CompletedTask;
    }

    public void Dispose() => _ended.Cancel();

    async Task Follow()
    {
        IMeetingWatcher? self = null;
        // By the first who begins to watch.
        var isNews = await Told(Timeout.InfiniteTimeSpan);
        while (!_ended.IsCancellationRequested)
        {
            var untold = IntervalMax;
            try
            {
                self ??= _grains.CreateObjectReference<IMeetingWatcher>(this);
                var askedAt = Stopwatch.GetTimestamp();
                if (isNews || !await Answer(_meeting.IsWatchedBy(self)))
                    await Look(self);
                else
                    _sameAt = askedAt;
                isNews = false;
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                LogUnanswered(_logger, _key, exception.Message);
                PublishOld();
                isNews = true;
                // The time has passed already, and a grain that had to load its log has it by now.
                if (exception is TimeoutException)
                    untold = TimeSpan.Zero;
            }
            isNews |= await Pause(untold);
        }
        if (self is not null)
            _grains.DeleteObjectReference<IMeetingWatcher>(self);
    }

    async Task Look(IMeetingWatcher self)
    {
        lock (_gate)
            _questions++;
        Publish(await Answer(_meeting.Watch(_occurrenceId, self)));
    }

    Task<T> Answer<T>(Task<T> question) => question.WaitAsync(IntervalMax, _ended.Token);

    /// <summary>Until something has changed, or has not for so long; or the feed has ended.</summary>
    /// <returns>Whether something has.</returns>
    async Task<bool> Pause(TimeSpan untold)
    {
        await Task.Delay(IntervalMin, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await Told(untold);
    }

    async Task<bool> Told(TimeSpan within)
    {
        try
        {
            return await _told.WaitAsync(within, _ended.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    Task Answered(long question)
    {
        lock (_gate)
            return _answers >= question ? Task.CompletedTask : _answered.Task;
    }

    void Publish(LiveView? view)
    {
        lock (_gate)
        {
            var before = Latest;
            // Numbered on after the last there was: whoever knows that one is not told that they know this one.
            Latest = view is null ? null : _last = LiveMoment.After(_last, view);
            if (Latest?.Number != before?.Number)
                Complete(ref _changed);
            _answers = _questions;
            Complete(ref _answered);
        }
    }

    /// <summary>Old data stays, also for those who come now.</summary>
    void PublishOld()
    {
        lock (_gate)
        {
            if (Latest is null)
                return;
            _answers = _questions;
            Complete(ref _answered);
        }
    }

    static void Complete(ref TaskCompletionSource waiting)
    {
        waiting.SetResult();
        waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(LogLevel.Warning, "The live view of meeting {Meeting} stands still, and is asked for again: {Reason}")]
    static partial void LogUnanswered(ILogger logger, string meeting, string reason);
}
