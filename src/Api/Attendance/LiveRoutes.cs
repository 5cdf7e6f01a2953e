using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>Who is in a lesson now, answered by the meeting's grain within what PostgreSQL lets the caller see.</summary>
public static class LiveRoutes
{
    public static void MapLiveView(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/meetings/{id:guid}/participants", Show)
            .WithTags("Attendance").WithSummary("Who is there, live");

    static async Task<Results<Ok<LiveView>, NotFound>> Show(
        Guid id, string? occurrenceId, Caller caller, LiveViewReader reader, CancellationToken cancellation) =>
        await reader.Read(caller, id, occurrenceId, cancellation) is { } view ? TypedResults.Ok(view) : Problems.NotFound;
}

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
