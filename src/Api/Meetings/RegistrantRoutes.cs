using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Meetings;

public enum RegistrantStatus
{
    Pending,
    Approved,
    Denied,
}

/// <summary>Somebody registered for a meeting. The link is theirs alone: they see it, the host and admins do.</summary>
public sealed record Registrant(
    Guid Id, Guid UserId, string Name, RegistrantStatus Status, string? JoinUrl, DateTimeOffset RegisteredAt);

/// <summary>Who is registered for a meeting.</summary>
public static class RegistrantRoutes
{
    const string OfMeeting = """
        SELECT registrant.id, user_id, coalesce(users.name, ''), status, link.join_url, registered_at
        FROM meeting_registrants registrant
            LEFT JOIN users ON users.id = user_id
            LEFT JOIN access.own_links($1) link ON link.registrant_id = registrant.id
        WHERE meeting_id = $1
            AND ($2::timestamptz IS NULL OR (registered_at, registrant.id) > ($2::timestamptz, $3::uuid))
        ORDER BY registered_at, registrant.id
        LIMIT $4
        """;

    public static void MapRegistrants(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/meetings/{id:guid}/registrants", List).WithTags("Meetings")
            .WithSummary("Who is registered: your own row, or all for host, class teacher and admin");

    static async Task<Results<Ok<Page<Registrant>>, NotFound>> List(
        Guid id, [AsParameters] PageRequest page, UserSession user)
    {
        if (await user.Find(MeetingRows.ById, [id], Meeting.Read) is null)
            return Problems.NotFound;
        var found = await user.Query(OfMeeting, [id, .. page.Place(2), page.Rows], row => new Registrant(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2), EnumText.Read<RegistrantStatus>(row.GetString(3)),
            row.TextOrNull(4), row.Time(5)));
        return TypedResults.Ok(page.Of(found, last => [Rfc3339.Write(last.RegisteredAt), last.Id.ToString()]));
    }
}
