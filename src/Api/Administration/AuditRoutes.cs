using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Administration;

/// <summary>The audit log, which is only ever added to.</summary>
public static class AuditRoutes
{
    const string NewestFirst = $"""
        SELECT {AuditEntry.Columns}
        FROM audit_log
        WHERE at >= $1 AND at < $2
            AND ($3::text IS NULL OR action = $3)
            AND ($4::uuid IS NULL OR actor_id = $4)
            AND ($5::uuid IS NULL OR subject_id = $5)
            AND ($6::uuid IS NULL OR meeting_id = $6)
            AND ($7::timestamptz IS NULL OR (at, id) < ($7::timestamptz, $8::uuid))
        ORDER BY at DESC, id DESC
        LIMIT $9
        """;

    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/admin/audit", List).WithTags("Administration")
            .WithSummary("Who decided what, who gave rights to whom, and who was refused, newest first (admin)")
            .WithDescription("`from` and `to` are times, or dates for their midnights at the school, the last date "
                + "included; what is left out is open.");

    static async Task<Results<Ok<Page<AuditEntry>>, ProblemHttpResult>> List(
        [AsParameters] AuditFilter filter, [AsParameters] PageRequest page, UserSession user, SchoolClock clock)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        return TypedResults.Ok(await Read(user, filter, page, clock));
    }

    internal static async Task<Page<AuditEntry>> Read(
        UserSession user, AuditFilter filter, PageRequest page, SchoolClock clock)
    {
        var found = await user.Query(
            NewestFirst, [.. filter.Values(clock.Zone), .. page.Place(2), page.Rows], AuditEntry.Read);
        return page.Of(found, last => [Rfc3339.Write(last.At), last.Id.ToString()]);
    }
}
