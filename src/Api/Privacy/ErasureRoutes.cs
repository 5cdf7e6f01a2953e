using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Privacy;

/// <summary>Somebody is to be forgotten.</summary>
public static class ErasureRoutes
{
    /// <summary>What takes longer goes on by itself.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    const string NewestFirst = $"""
        SELECT {PersonErasure.Columns}
        FROM erasures
        WHERE $1::timestamptz IS NULL OR (requested_at, id) < ($1::timestamptz, $2::uuid)
        ORDER BY requested_at DESC, id DESC
        LIMIT $3
        """;

    const string ById = $"SELECT {PersonErasure.Columns} FROM erasures WHERE id = $1";

    /// <summary>Two admins who erase each other at once would leave none: the second waits here.</summary>
    const string HoldAdmins = "SELECT FROM users WHERE role = 'admin' ORDER BY id FOR NO KEY UPDATE";

    const string Obstacle = """
        SELECT CASE
            WHEN id = access.me() THEN 'Nobody erases themselves: ask another admin.'
            WHEN EXISTS (SELECT FROM erasures WHERE erasures.id = users.id) THEN 'Their data is erased already.'
            WHEN role = 'admin' AND NOT EXISTS (SELECT FROM users other WHERE other.role = 'admin' AND other.id <> users.id)
                THEN 'This is the only admin.'
            WHEN EXISTS (
                SELECT FROM zoom_meetings meeting
                WHERE host_id = users.id AND status IN ('scheduled', 'started') AND archived_at IS NULL
                    AND coalesce(access.planned_end(meeting.id) > now(), true))
                THEN 'They host meetings that are still to come: give these to another host, or cancel them, first.'
            END
        FROM users WHERE id = $1
        """;

    const string Erase = "SELECT access.erase_user($1)";

    public static void MapErasures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/admin/erasures", List).WithTags("Administration")
            .WithSummary("Whose data is being erased or was, by their new ids, newest first (admin)");
        routes.MapDelete("/api/admin/users/{id:guid}/data", Ask).WithTags("Administration")
            .WithSummary("Erase somebody's data (admin)")
            .WithDescription("Their name, addresses and ids are removed or replaced everywhere, also in what Zoom told; marks "
                + "and the totals of classes stay as they are. There is no way back. 200 when nothing here tells of them any "
                + "more, 202 while that is under way, however often it is asked for; 404 from then on: who it was is kept "
                + "nowhere, under no Idempotency-Key either.");
    }

    static async Task<Results<Ok<Page<PersonErasure>>, ProblemHttpResult>> List([AsParameters] PageRequest page, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var found = await user.Query(NewestFirst, [.. page.Place(2), page.Rows], PersonErasure.Read);
        return TypedResults.Ok(page.Of(found, last => [Rfc3339.Write(last.RequestedAt), last.Id.ToString()]));
    }

    internal static async Task<Results<Ok<PersonErasure>, Accepted<PersonErasure>, ProblemHttpResult>> Ask(
        Guid id, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var (erasure, obstacle) = await user.ToTheEnd().Write(async rows =>
        {
            await rows.Execute(HoldAdmins);
            var found = (await rows.Query(Obstacle, [id], row => row.TextOrNull(0))).SingleOrDefault();
            return found is null
                ? ((await rows.Query(Erase, [id], row => row.ValueOrNull<Guid>(0))).Single(), null) : ((Guid?)null, found);
        });
        if (obstacle is not null)
            return Problems.Conflict(obstacle);
        if (erasure is not { } asked)
            return Problems.Missing("There is no such user.");
        var now = await Follow(asked, user);
        return now.HasErased ? TypedResults.Ok(now) : TypedResults.Accepted((string?)null, now);
    }

    static async Task<PersonErasure> Follow(Guid id, UserSession user)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var now = (await user.Query(ById, [id], PersonErasure.Read)).Single();
            if (now.HasErased || waited.Elapsed > Patience)
                return now;
            await Task.Delay(Poll);
        }
    }
}
