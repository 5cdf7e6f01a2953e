using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using ZoomOrleans.Api.Live;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>What a feed does when its grain fails for once.</summary>
public sealed class LiveFeedTests
{
    /// <summary>Less than a feed lets pass without being told of anything, and much more than it needs.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_changes_after_a_failure_is_shown_soon()
    {
        var meeting = new Meeting();
        using var place = new LiveFeeds(meeting.Grains, NullLogger<LiveFeeds>.Instance).Join(81_234_567_890, null);
        await meeting.Answer(View(1));
        Assert.Equal(1, (await Next(place, Patience)).Version);
        await meeting.Tell();
        await meeting.Fail(new IOException("The log cannot be read."));
        Assert.Equal(1, (await Next(place, Soon)).Version);

        await meeting.Tell();

        await meeting.Answer(View(2)).WaitAsync(Soon);
        Assert.Equal(2, (await Next(place, Patience)).Version);
    }

    [Fact]
    public async Task After_an_answer_that_did_not_come_the_next_is_asked_for_at_once()
    {
        var meeting = new Meeting();
        using var place = new LiveFeeds(meeting.Grains, NullLogger<LiveFeeds>.Instance).Join(81_234_567_890, null);
        await meeting.Fail(new TimeoutException());

        await meeting.Answer(View(1)).WaitAsync(Soon);

        Assert.Equal(1, (await Next(place, Patience)).Version);
    }

    static async Task<LiveView> Next(LivePlace place, TimeSpan within) =>
        (await place.Views.ReadAsync().AsTask().WaitAsync(within))!;

    static LiveView View(long version) => new()
    {
        MeetingId = Guid.Empty, OccurrenceId = null, Version = version, AsOf = default, Status = default,
        Students = [], Guests = [],
    };

    /// <summary>A meeting whose answers a test gives, one for each time that it is asked.</summary>
    sealed class Meeting
    {
        readonly Channel<(IMeetingWatcher Watcher, TaskCompletionSource<LiveView?> Answer)> _asked =
            Channel.CreateUnbounded<(IMeetingWatcher, TaskCompletionSource<LiveView?>)>();

        IMeetingWatcher? _watcher;

        public Meeting()
        {
            var grain = Stub.Of<IMeetingGrain>((_, values) => Asked((IMeetingWatcher)values[1]!));
            Grains = Stub.Of<IGrainFactory>((called, values) => called switch
            {
                nameof(IGrainFactory.GetGrain) => grain,
                nameof(IGrainFactory.CreateObjectReference) => values[0],
                _ => null,
            });
        }

        public IGrainFactory Grains { get; }

        /// <summary>Returns when it was asked.</summary>
        public async Task Answer(LiveView view) => (await Next()).SetResult(view);

        /// <summary>Returns when it was asked.</summary>
        public async Task Fail(Exception failure) => (await Next()).SetException(failure);

        public Task Tell() => _watcher!.Changed();

        async Task<TaskCompletionSource<LiveView?>> Next()
        {
            (_watcher, var answer) = await _asked.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            return answer;
        }

        Task<LiveView?> Asked(IMeetingWatcher watcher)
        {
            var answer = new TaskCompletionSource<LiveView?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _asked.Writer.TryWrite((watcher, answer));
            return answer.Task;
        }
    }
}
