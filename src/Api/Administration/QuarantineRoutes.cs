using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Webhook;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Api.Administration;

/// <summary>A delivery that nobody could read when it came, and why. Its body is shown to nobody.</summary>
public sealed record QuarantinedEvent(Guid Id, string Reason, DateTimeOffset ReceivedAt)
{
    /// <summary>The columns are those of <see cref="QuarantineRoutes"/>' query.</summary>
    public static QuarantinedEvent Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.Time(2));
}

/// <summary>What became of a delivery that was read again.</summary>
public enum ReplayOutcome
{
    /// <summary>It is in its meeting's log.</summary>
    Recorded,

    /// <summary>It is nothing that is kept.</summary>
    Ignored,
}

/// <summary>The answer to reading a delivery again.</summary>
public sealed record Replay(ReplayOutcome Outcome);

/// <summary>What lies in quarantine: an admin looks at it, and has it read again by a program that may know better.</summary>
public static class QuarantineRoutes
{
    const string NewestFirst = """
        SELECT id, reason, received_at
        FROM quarantined_events
        WHERE $1::timestamptz IS NULL OR (received_at, id) < ($1::timestamptz, $2::uuid)
        ORDER BY received_at DESC, id DESC
        LIMIT $3
        """;

    public static void MapQuarantine(this IEndpointRouteBuilder routes)
    {
        var quarantine = routes.MapGroup("/api/admin/quarantine").WithTags("Administration");
        quarantine.MapGet("", List).WithSummary("Zoom's events that could not be read, newest first (admin)");
        quarantine.MapPost("/{id:guid}/replay", ReadAgain).WithSummary("Read such an event again (admin)").WithDescription(
            "An event that can be read now is recorded as if it had just come, and leaves the quarantine.");
    }

    static async Task<Results<Ok<Page<QuarantinedEvent>>, ProblemHttpResult>> List(
        [AsParameters] PageRequest page, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        return TypedResults.Ok(await Read(user, page));
    }

    internal static async Task<Page<QuarantinedEvent>> Read(UserSession user, PageRequest page)
    {
        var found = await user.Query(NewestFirst, [.. page.Place(2), page.Rows], QuarantinedEvent.Read);
        return page.Of(found, last => [Rfc3339.Write(last.ReceivedAt), last.Id.ToString()]);
    }

    internal static async Task<Results<Ok<Replay>, ProblemHttpResult>> ReadAgain(
        Guid id, UserSession user, Quarantine quarantine, MeetingGrains meetings, CancellationToken cancellation)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        if (await quarantine.Find(id, cancellation) is not { } body)
            return Problems.Missing("There is no such event in quarantine.");
        var read = ZoomEvent.Parse(Encoding.UTF8.GetBytes(body));
        if (read is ZoomEvent.Unreadable(var reason))
            return Problems.Coded(StatusCodes.Status422UnprocessableEntity, "STILL_UNREADABLE", reason);
        // Durable first, then forgotten: between the two it may be read once more, and is known then.
        if (read is ZoomEvent.Recorded(var meeting, var entry))
            await meetings.Record(meeting, entry);
        await quarantine.Remove(id, cancellation);
        return TypedResults.Ok(new Replay(read is ZoomEvent.Recorded ? ReplayOutcome.Recorded : ReplayOutcome.Ignored));
    }
}
