using Npgsql;
using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>What the program does by itself and could not do, or is late with.</summary>
/// <param name="Kind">As it stands in <c>due_work</c>.</param>
/// <param name="ZoomMeetingId">Zoom's number of the meeting.</param>
/// <param name="MeetingId">Ours; null where nobody has scheduled it here.</param>
/// <param name="Title">The meeting's.</param>
/// <param name="DueAt">Since when it waits; what has failed is tried again then.</param>
/// <param name="Attempts">How often it has failed.</param>
/// <param name="Problem">Why, the last time.</param>
public sealed record OwnWork(
    string Kind, string ZoomMeetingId, Guid? MeetingId, string? Title, DateTimeOffset DueAt, int Attempts, string? Problem)
{
    const string Late = """
        SELECT kind, zoom_meeting_id, meeting_id, title, due_at, attempts, problem FROM access.own_work() LIMIT $1
        """;

    /// <summary>Those that were tried most often come first.</summary>
    public static Task<List<OwnWork>> Read(UserSession user, int max) => user.Query(Late, [max], Read);

    static OwnWork Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.ValueOrNull<Guid>(2), row.TextOrNull(3), row.Time(4), row.GetInt32(5),
        row.TextOrNull(6));
}
