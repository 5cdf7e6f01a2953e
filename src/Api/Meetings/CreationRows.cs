using ZoomOrleans.Api.Access;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Meetings;

/// <summary>Word of the meetings that Zoom is being asked to make.</summary>
static class CreationRows
{
    const string Begin = $"""
        INSERT INTO meeting_creations (id, user_id, key, request_hash, host_id, zoom_host, topic, zoom_type, start_time,
                                       duration, busy_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, {ZoomCreation.BusyUntil})
        RETURNING begun_at
        """;

    const string OfKey = """
        SELECT request_hash, busy_until > now(), id FROM meeting_creations WHERE user_id = $1 AND key = $2 FOR UPDATE
        """;

    const string TakeOver = $"""
        UPDATE meeting_creations SET attempt = attempt + 1, busy_until = {ZoomCreation.BusyUntil} WHERE id = $1
        RETURNING zoom_host, topic, zoom_type, start_time, duration, begun_at, attempt
        """;

    const string Gone = "DELETE FROM meeting_creations WHERE id = $1 AND attempt = $2";

    /// <summary>An earlier attempt may yet turn out to have made a second one: due work will look for it.</summary>
    const string Settled = """
        UPDATE meeting_creations SET key = NULL, busy_until = now() WHERE id = $1 AND attempt = $2
        """;

    const string Unsettled = "UPDATE meeting_creations SET busy_until = now() WHERE id = $1 AND attempt = $2";

    public static async Task<ZoomCreation> Insert(
        UserTransaction rows, Meeting meeting, string host, Guid user, string? key, byte[] hash)
    {
        var creation = new ZoomCreation(
            meeting.Id, host, meeting.Title, ZoomRequests.TypeOf(meeting),
            ZoomRequests.HasTime(meeting) ? meeting.StartTime : null, meeting.Duration, default, 1);
        var begun = await rows.Query(
            Begin,
            [creation.Id, user, key, hash, meeting.HostId, host, creation.Topic, (short)creation.Type, creation.Start,
                creation.Minutes],
            row => row.Time(0));
        return creation with { BegunAt = begun.Single() };
    }

    /// <summary>What an earlier request with the key has left.</summary>
    public static async Task<(bool IsSame, bool IsBusy, Guid Id)?> Find(
        UserTransaction rows, Guid user, string key, byte[] hash) =>
        await rows.Query(OfKey, [user, key], row => (
            row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(hash), row.GetBoolean(1), row.GetGuid(2))) is [var one]
            ? one : null;

    public static async Task<ZoomCreation> Take(UserTransaction rows, Guid id) =>
        (await rows.Query(TakeOver, [id], row => new ZoomCreation(
            id, row.GetString(0), row.GetString(1), row.GetInt16(2), row.ValueOrNull<DateTimeOffset>(3), row.GetInt32(4),
            row.Time(5), row.GetInt32(6)))).Single();

    /// <returns>False where somebody else has taken over.</returns>
    public static async Task<bool> Finish(UserTransaction rows, ZoomCreation creation) =>
        await rows.Execute(creation.Attempt == 1 ? Gone : Settled, creation.Id, creation.Attempt) == 1;

    /// <summary>Leaves it to a repetition or to due work.</summary>
    public static Task<int> Leave(UserTransaction rows, ZoomCreation creation) =>
        rows.Execute(Unsettled, creation.Id, creation.Attempt);
}
