using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Live;

/// <summary>
/// What watchers may see: asked for again after any change that somebody makes in this process, and often enough to learn
/// of changes made elsewhere.
/// </summary>
sealed class LiveRights(UserDatabase database, Callers callers, Scopes scopes, TimeProvider clock)
{
    /// <summary>With a watcher's longest silence on top: 15 s.</summary>
    static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(10);

    /// <summary>A database that has much to do answers so many well within its time-out.</summary>
    const int AskedAtOnceMax = 100;

    public bool AreKnown(LiveWatcher watcher) =>
        watcher.AskedAfter == database.Changes && clock.GetElapsedTime(watcher.AskedAt) < KnownFor;

    /// <summary>Asks about those who watch one meeting: together, for that is hardly dearer than to ask about one.</summary>
    public async Task Ask(Guid meeting, IEnumerable<LiveWatcher> watchers, CancellationToken cancellation)
    {
        foreach (var some in watchers.Chunk(AskedAtOnceMax))
        {
            // Before anything is read, which may be older than the next change.
            var (at, after) = (clock.GetTimestamp(), database.Changes);
            var found = await callers.FindAgain([.. some.Select(one => one.Caller)], cancellation);
            var rights = new Queue<ScopedMeeting?>(await scopes.Read([.. found.OfType<Caller>()], meeting, cancellation));
            foreach (var (watcher, caller) in some.Zip(found))
                watcher.Learn(caller is null ? null : rights.Dequeue(), at, after);
        }
    }
}
