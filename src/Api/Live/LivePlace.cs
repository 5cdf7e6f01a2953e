using Npgsql;

namespace ZoomOrleans.Api.Live;

/// <summary>A watcher's place in a room; given back at the end.</summary>
sealed class LivePlace(LiveRoom room, LiveWatcher watcher, TimeProvider clock, Action leave) : IDisposable
{
    /// <summary>Null where there is no such occurrence.</summary>
    public LiveMoment? Latest => room.Feed.Latest;

    /// <summary>When it was known last that nothing has happened since. Null where there is no such occurrence.</summary>
    public DateTimeOffset? AsOf => room.Feed.AsOf;

    /// <summary>Completes when there is something to show, or it is known that there is nothing.</summary>
    public Task First() => room.Feed.First();

    /// <summary>Completes when there is another moment than the one with this number, or when so much time has passed.</summary>
    public async Task Beyond(long number, TimeSpan patience, CancellationToken cancellation)
    {
        await room.Feed.Beyond(number).WaitAsync(patience, clock, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Finds out what the watcher may see at this moment.</summary>
    /// <returns>False where it cannot be found out in that time, as the database is away.</returns>
    public async Task<bool> Confirm(TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            await room.Confirm(watcher).WaitAsync(patience, clock, cancellation);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    public void Dispose() => leave();
}
