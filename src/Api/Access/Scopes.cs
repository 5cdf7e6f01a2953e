using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace ZoomOrleans.Api.Access;

/// <summary>A meeting that a caller may see, and whom they may see in it.</summary>
/// <param name="Number">Zoom's.</param>
public sealed record ScopedMeeting(long Number, Scope Scope);

/// <summary>
/// Asks PostgreSQL whom a caller may see in a meeting, by the functions that its policies use: what a grain answers is
/// cut to that. An answer is used again for a while, in this process not beyond the next change that a user makes.
/// </summary>
public sealed class Scopes(UserDatabase database, IMemoryCache cache)
{
    /// <summary>So long may a right that was changed by another process still be used.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(30);

    /// <summary>Less, for reading takes time, and so does what is answered by it.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    const string OfMeeting = """
        SELECT meeting.zoom_meeting_id::bigint, scope.everybody, scope.students
        FROM zoom_meetings meeting, access.scope_of(meeting.id) scope
        WHERE meeting.id = $1
        """;

    /// <returns>Null where there is no such meeting for this caller.</returns>
    public async ValueTask<ScopedMeeting?> Find(Caller caller, Guid meeting, CancellationToken cancellation)
    {
        // Whatever is read from here on may be older than the next change: it is kept under the number of this one.
        var key = (caller.Id, meeting, database.Changes);
        if (cache.TryGetValue(key, out ScopedMeeting? known))
            return known;
        var read = await Read(caller, meeting, cancellation);
        return read is null ? null : cache.Set(key, read, Kept);
    }

    /// <summary>The same, as it is now.</summary>
    public async Task<ScopedMeeting?> Read(Caller caller, Guid meeting, CancellationToken cancellation) =>
        (await database.Query(caller, OfMeeting, [meeting], Read, cancellation)).SingleOrDefault();

    /// <summary>The same of several callers, in their order.</summary>
    public async Task<IReadOnlyList<ScopedMeeting?>> Read(
        IReadOnlyList<Caller> callers, Guid meeting, CancellationToken cancellation) =>
        [.. (await database.QueryEach(callers, OfMeeting, [meeting], Read, cancellation)).Select(one => one.SingleOrDefault())];

    static ScopedMeeting Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), new Scope(row.GetBoolean(1), [.. row.GetFieldValue<Guid[]>(2)]));
}
