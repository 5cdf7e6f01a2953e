using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Attendance;

/// <summary>Asks the database whom the caller may see in a meeting, and the meeting's grain who is there.</summary>
public sealed class LiveViewReader(UserDatabase database, IGrainFactory grains)
{
    const string ScopeOfMeeting = """
        SELECT meeting.zoom_meeting_id::bigint, scope.everybody, scope.students
        FROM zoom_meetings meeting, access.scope_of(meeting.id) scope
        WHERE meeting.id = $1
        """;

    /// <returns>Null where there is no such meeting or occurrence for this caller.</returns>
    public async Task<LiveView?> Read(Caller caller, Guid meeting, string? occurrenceId, CancellationToken cancellation)
    {
        var found = await database.Query(caller, ScopeOfMeeting, [meeting], row => (
            Number: row.GetInt64(0),
            Scope: new Scope(row.GetBoolean(1), [.. row.GetFieldValue<Guid[]>(2)])), cancellation);
        return found is [var (number, scope)]
            ? await grains.GetGrain<IMeetingGrain>(MeetingKey.Of(number)).View(occurrenceId, scope)
            : null;
    }
}
