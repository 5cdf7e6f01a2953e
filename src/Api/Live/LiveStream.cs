using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;
using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Live;

/// <summary>
/// One caller's stream of a live view. What they may see is asked for again before the next event after any change that
/// somebody makes in this process, and often enough to learn of changes made elsewhere.
/// </summary>
public sealed class LiveStream(
    Caller caller, UserDatabase database, Callers callers, Scopes scopes, LiveFeeds feeds, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan AuthorisedFor = TimeSpan.FromSeconds(15);

    static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(5);

    /// <summary>A stream of which nothing comes in this time is answered as what it is: no answer.</summary>
    static readonly TimeSpan FirstViewTimeout = TimeSpan.FromSeconds(8);

    /// <summary>No token is longer used, and a timer takes it.</summary>
    static readonly TimeSpan LifeMax = TimeSpan.FromDays(1);

    readonly CancellationTokenSource _expiry = new();
    Guid _meeting;
    ScopedMeeting? _scoped;
    long _authorisedAt;
    long _authorisedAfter;
    LivePlace? _place;

    public static ValueTask<LiveStream?> BindAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var stream = new LiveStream(
            Caller.Of(context.User), services.GetRequiredService<UserDatabase>(), services.GetRequiredService<Callers>(),
            services.GetRequiredService<Scopes>(), services.GetRequiredService<LiveFeeds>(),
            services.GetRequiredService<TimeProvider>());
        context.Response.RegisterForDispose(stream);
        stream.EndWith(context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc);
        return ValueTask.FromResult<LiveStream?>(stream);
    }

    /// <returns>Whether there is such a meeting and occurrence for this caller.</returns>
    /// <exception cref="TimeoutException">The meeting's grain does not answer.</exception>
    public async Task<bool> Open(Guid meeting, string? occurrenceId, CancellationToken cancellation)
    {
        _meeting = meeting;
        if (!await IsAuthorised(cancellation))
            return false;
        _place = feeds.Join(_scoped!.Number, occurrenceId);
        return await Next(cancellation).WaitAsync(FirstViewTimeout, clock, cancellation);
    }

    /// <summary>The view as the caller may see it, then what changes in it, until they may no longer.</summary>
    public async IAsyncEnumerable<SseItem<LiveView?>> Events([EnumeratorCancellation] CancellationToken cancellation)
    {
        LiveView? sent = null;
        var sentAt = clock.GetTimestamp();
        while (await Next(cancellation) && await IsAuthorised(cancellation)
            && _place!.Views.TryRead(out var view) && view is not null)
        {
            var visible = view.Within(_scoped!.Scope);
            if (LiveChanges.Since(sent, visible) is { } change)
                yield return change;
            else if (clock.GetElapsedTime(sentAt) > SilenceMax)
                yield return new SseItem<LiveView?>(null, "ping");
            else
                continue;
            (sent, sentAt) = (visible, clock.GetTimestamp());
        }
    }

    public void Dispose()
    {
        _place?.Dispose();
        _expiry.Dispose();
    }

    void EndWith(DateTimeOffset? token)
    {
        var left = token - clock.GetUtcNow() ?? LifeMax;
        if (left <= TimeSpan.Zero)
            // It was let in, since clocks differ a little.
            left += SignIn.ClockSkew;
        _expiry.CancelAfter(left < TimeSpan.Zero ? TimeSpan.Zero : left > LifeMax ? LifeMax : left);
    }

    /// <returns>Whether there is a view to read; false at the end of the token or of the request.</returns>
    async Task<bool> Next(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _expiry.Token);
        try
        {
            await _place!.Views.WaitToReadAsync(end.Token);
            return _place.Views.TryPeek(out var view) && view is not null;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task<bool> IsAuthorised(CancellationToken cancellation)
    {
        var (now, changes) = (clock.GetTimestamp(), database.Changes);
        if (_scoped is not null && changes == _authorisedAfter && clock.GetElapsedTime(_authorisedAt) < AuthorisedFor)
            return true;
        _scoped = await callers.FindAgain(caller, cancellation) is { } known
            ? await scopes.Read(known, _meeting, cancellation) : null;
        (_authorisedAt, _authorisedAfter) = (now, changes);
        return _scoped is not null;
    }
}
