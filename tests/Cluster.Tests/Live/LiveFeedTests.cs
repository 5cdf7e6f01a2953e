using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using ZoomOrleans.Api.Live;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>When a feed asks its grain, and what it shows.</summary>
public sealed class LiveFeedTests
{
    /// <summary>Less than a feed lets pass without being told of anything, and much more than it needs.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_changes_after_a_failure_is_shown_soon()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        await meeting.Answer(View(1));
        await Shows(feed, 1);
        await meeting.Tell();
        await meeting.Fail(new IOException("The log cannot be read."));

        await meeting.Tell();

        await meeting.Answer(View(2)).WaitAsync(Soon);
        await Shows(feed, 2);
    }

    [Fact]
    public async Task After_an_answer_that_did_not_come_the_next_is_asked_for_at_once()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        await meeting.Fail(new TimeoutException());

        await meeting.Answer(View(1)).WaitAsync(Soon);

        await Shows(feed, 1);
    }

    [Fact]
    public async Task As_long_as_the_grain_would_tell_of_a_change_it_is_not_asked_for_the_view()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        await meeting.Answer(View(1));

        await Wait.Until(() => meeting.PromisesAskedFor >= 2, "the feed has asked twice whether the promise stands");

        Assert.Equal(1, meeting.ViewsAskedFor);
    }

    [Fact]
    public async Task That_nothing_has_happened_is_known_up_to_when_the_grain_was_asked_last()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        await meeting.Answer(View(1));
        await Shows(feed, 1);
        var (known, asOf) = (feed.Latest!.View.AsOf, feed.AsOf);

        await Wait.Until(() => feed.AsOf > known, "the feed knows more than the view says");

        Assert.Equal(known, asOf);
        Assert.InRange(feed.AsOf!.Value - known, TimeSpan.Zero, Patience);
        Assert.Equal(1, meeting.ViewsAskedFor);
    }

    [Fact]
    public async Task After_a_lesson_that_was_not_there_for_a_while_the_moments_are_numbered_on()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        await meeting.Answer(View(1));
        await Shows(feed, 1);
        await meeting.Tell();
        await meeting.Answer(null);
        await Wait.Until(() => feed.Latest is null, "the lesson is not there");
        await meeting.Tell();

        await meeting.Answer(View(2));

        await Shows(feed, 2);
        Assert.Equal(2, feed.Latest!.Number);
    }

    [Fact]
    public async Task Of_a_grain_that_knows_nothing_of_the_watcher_the_view_is_asked_for()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        await meeting.Answer(View(1));

        meeting.IsPromised = false;

        await meeting.Answer(View(2));
        await Shows(feed, 2);
    }

    [Fact]
    public async Task Whoever_comes_later_sees_it_as_it_is_then()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        await meeting.Answer(View(1));
        await Shows(feed, 1);

        var first = feed.First();

        await meeting.Answer(View(1) with { AsOf = DateTimeOffset.UnixEpoch.AddSeconds(9) });
        await first.WaitAsync(Patience);
        Assert.Equal(9, feed.Latest!.View.AsOf.ToUnixTimeSeconds());
        Assert.Equal(1, feed.Latest.Number);
    }

    [Fact]
    public async Task An_answer_that_was_under_way_already_is_not_what_they_wait_for()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        var answer = await meeting.Next();

        var first = feed.First();
        answer.SetResult(View(1));
        await Shows(feed, 1);

        Assert.False(first.IsCompleted);
        await meeting.Answer(View(2));
        await first.WaitAsync(Patience);
        Assert.Equal(2, feed.Latest!.View.Version);
    }

    [Fact]
    public async Task While_the_grain_fails_whoever_comes_sees_what_was_known_last()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        await meeting.Answer(View(1));
        await Shows(feed, 1);

        var first = feed.First();

        await meeting.Fail(new IOException("The log cannot be read."));
        await first.WaitAsync(Patience);
        Assert.Equal(1, feed.Latest!.View.Version);
    }

    [Fact]
    public async Task Changes_in_quick_succession_are_shown_together()
    {
        var meeting = new Meeting();
        using var feed = meeting.Feed();
        await meeting.Answer(View(1));
        var started = Stopwatch.GetTimestamp();

        for (var version = 2; version <= 5; version++)
        {
            await meeting.Tell();
            await meeting.Tell();
            await meeting.Answer(View(version));
        }

        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromMilliseconds(900), "Four answers, a quarter of a second apart.");
    }

    static Task Shows(LiveFeed feed, long version) => Wait.Until(
        () => feed.Latest?.View.Version == version, $"version {version} is shown");

    /// <summary>Each version has a guest that the others have not.</summary>
    static LiveView View(long version) => new()
    {
        MeetingId = Guid.Empty, OccurrenceId = null, Version = version, AsOf = default, Status = default,
        Students = [],
        Guests =
        [
            new()
            {
                GuestId = $"{version}", Name = "iPad", InNow = true, Seconds = 0, Connections = 1, Suggestions = [],
            },
        ],
    };

    /// <summary>A meeting whose answers a test gives, one for each time that it is asked.</summary>
    sealed class Meeting
    {
        readonly Channel<(IMeetingWatcher Watcher, TaskCompletionSource<LiveView?> Answer)> _asked =
            Channel.CreateUnbounded<(IMeetingWatcher, TaskCompletionSource<LiveView?>)>();

        readonly IGrainFactory _grains;
        IMeetingWatcher? _watcher;
        int _views;
        int _promises;

        public Meeting()
        {
            var grain = Stub.Of<IMeetingGrain>((called, values) => called switch
            {
                nameof(IMeetingGrain.Watch) => Asked((IMeetingWatcher)values[1]!),
                _ => Promised(),
            });
            _grains = Stub.Of<IGrainFactory>((called, values) => called switch
            {
                nameof(IGrainFactory.GetGrain) => grain,
                nameof(IGrainFactory.CreateObjectReference) => values[0],
                _ => null,
            });
        }

        public bool IsPromised { get; set; } = true;

        public int ViewsAskedFor => _views;

        public int PromisesAskedFor => _promises;

        /// <summary>Somebody has begun to watch.</summary>
        public LiveFeed Feed()
        {
            var feed = new LiveFeed(_grains, 81_234_567_890, null, NullLogger.Instance);
            _ = feed.First();
            return feed;
        }

        /// <summary>Returns when it was asked.</summary>
        public async Task Answer(LiveView? view) => (await Next()).SetResult(view);

        /// <summary>Returns when it was asked.</summary>
        public async Task Fail(Exception failure) => (await Next()).SetException(failure);

        public Task Tell() => _watcher!.Changed();

        public async Task<TaskCompletionSource<LiveView?>> Next()
        {
            (_watcher, var answer) = await _asked.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            return answer;
        }

        Task<bool> Promised()
        {
            Interlocked.Increment(ref _promises);
            return Task.FromResult(IsPromised);
        }

        Task<LiveView?> Asked(IMeetingWatcher watcher)
        {
            Interlocked.Increment(ref _views);
            var answer = new TaskCompletionSource<LiveView?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _asked.Writer.TryWrite((watcher, answer));
            return answer.Task;
        }
    }
}
