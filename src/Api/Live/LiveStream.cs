using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Live;

/// <summary>One caller's stream of a live view. Nothing is sent before it is known that they may see it still.</summary>
sealed class LiveStream : IDisposable
{
    static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(5);

    /// <summary>How often it is tried to find out what somebody may see, of whom it cannot be found out.</summary>
    static readonly TimeSpan UnconfirmedInterval = TimeSpan.FromSeconds(1);

    /// <summary>A stream of which nothing comes in this time is answered as what it is: no answer.</summary>
    static readonly TimeSpan FirstViewTimeout = TimeSpan.FromSeconds(8);

    /// <summary>No token is longer used, and a timer takes it.</summary>
    static readonly TimeSpan LifeMax = TimeSpan.FromDays(1);

    /// <summary>Within this time those come back whose stream has broken off: not all at once.</summary>
    static readonly TimeSpan ReturnMin = TimeSpan.FromSeconds(2), ReturnMax = TimeSpan.FromSeconds(4);

    /// <summary>Who does not read does not see that the stream has ended: so long it is waited for them.</summary>
    static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    readonly LiveStreams _streams;
    readonly LiveRights _rights;
    readonly LiveFeeds _feeds;
    readonly TimeProvider _clock;
    readonly LiveWatcher _watcher;
    readonly LiveTold _told = new();
    readonly CancellationTokenSource _end;
    readonly CancellationTokenSource _abort = new();
    readonly CancellationTokenRegistration _atEnd;
    LivePlace? _place;
    DateTimeOffset? _asOf;
    volatile bool _isReplaced;

    LiveStream(HttpContext context, IServiceProvider services)
    {
        (_streams, _rights) = (services.GetRequiredService<LiveStreams>(), services.GetRequiredService<LiveRights>());
        (_feeds, _clock) = (services.GetRequiredService<LiveFeeds>(), services.GetRequiredService<TimeProvider>());
        _watcher = new LiveWatcher(Caller.Of(context.User));
        _end = CancellationTokenSource.CreateLinkedTokenSource(
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        _end.CancelAfter(LifeOf(context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult));
        _abort.Token.Register(context.Abort);
        _atEnd = _end.Token.Register(() => _abort.CancelAfter(EndPatience));
    }

    public static ValueTask<LiveStream?> BindAsync(HttpContext context)
    {
        var stream = new LiveStream(context, context.RequestServices);
        context.Response.RegisterForDispose(stream);
        return ValueTask.FromResult<LiveStream?>(stream);
    }

    /// <returns>Null where it counts as open from now on; else why it may not be.</returns>
    public ProblemHttpResult? Enter() => _streams.Enter(_watcher.Caller.Id, this);

    /// <summary>Ends it: its person has opened others since.</summary>
    public void Replace()
    {
        _isReplaced = true;
        _ = _end.CancelAsync();
    }

    /// <returns>Whether there is such a meeting and occurrence for this caller.</returns>
    /// <exception cref="TimeoutException">The meeting's grain does not answer.</exception>
    public async Task<bool> Open(Guid meeting, string? occurrenceId, CancellationToken cancellation)
    {
        await _rights.Ask(meeting, [_watcher], cancellation);
        if (_watcher.Right is null)
            return false;
        _place = _feeds.Join(meeting, occurrenceId, _watcher);
        await _place.First().WaitAsync(FirstViewTimeout, _clock, cancellation);
        return _place.Latest is not null;
    }

    /// <summary>The view as the caller may see it, then what changes in it, until they may no longer.</summary>
    public async IAsyncEnumerable<SseItem<byte[]>> Events([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _end.Token);
        TimeSpan? returnAfter = ReturnMin + (ReturnMax - ReturnMin) * Random.Shared.NextDouble();
        while (await Next(end.Token) is { } next)
        {
            yield return returnAfter is null ? next : new(next.Data, next.EventType) { ReconnectionInterval = returnAfter };
            returnAfter = null;
        }
        if (_isReplaced)
            yield return Item("replaced", new { });
    }

    public void Dispose()
    {
        _place?.Dispose();
        _streams.Leave(_watcher.Caller.Id, this);
        // In this order: what is disposed of here must not be used any more.
        _atEnd.Dispose();
        _end.Dispose();
        _abort.Dispose();
    }

    /// <summary>A sign of life, and as of when the lesson is known.</summary>
    SseItem<byte[]> Ping => Item("ping", new { asOf = _asOf });

    static SseItem<byte[]> Item(string type, object data) => new(JsonSerializer.SerializeToUtf8Bytes(data, Json.Options), type);

    /// <summary>As long as the token's.</summary>
    TimeSpan LifeOf(AuthenticateResult? authentication)
    {
        var left = authentication?.Properties?.ExpiresUtc - _clock.GetUtcNow() ?? LifeMax;
        if (left <= TimeSpan.Zero)
            // It was let in, since clocks differ a little.
            left += SignIn.ClockSkew;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left > LifeMax ? LifeMax : left;
    }

    /// <returns>Null at the end of the right, of the token, of the request or of the program.</returns>
    async Task<SseItem<byte[]>?> Next(CancellationToken cancellation)
    {
        try
        {
            return await NewsOrPing(cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    async Task<SseItem<byte[]>?> NewsOrPing(CancellationToken cancellation)
    {
        var silentSince = _clock.GetTimestamp();
        while (true)
        {
            await _place!.Beyond(_told.Number, SilenceMax, cancellation);
            if (!await _place.Confirm(SilenceMax, cancellation))
            {
                await Task.Delay(UnconfirmedInterval, _clock, cancellation);
                return Ping;
            }
            if (_watcher.Right is not { } right || _place.Latest is not { } moment)
                return null;
            _asOf = _place.AsOf;
            if (_told.Next(moment, right.Scope) is { } news)
                return news;
            if (_clock.GetElapsedTime(silentSince) >= SilenceMax)
                return Ping;
        }
    }
}
