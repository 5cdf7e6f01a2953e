using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Webhook;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Administration;

/// <summary>What Zoom could not deliver is fetched by an admin, when the program is there again.</summary>
public static class WebhookLogRoutes
{
    const string Audit = "INSERT INTO audit_log (actor_id, action) VALUES ($1, $2)";

    public static void MapWebhookLog(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/admin/webhook-log/replay", Replay).WithTags("Administration")
            .WithSummary("Fetch what Zoom could not deliver in the last 7 days, and take it in (admin)").WithDescription(
                "It may be done again: what is known changes nothing. Where Zoom's log is not read to its end within a "
                + "minute, nextCursor says where to go on: ask again with it as after, within 15 minutes.");

    static async Task<Results<Ok<WebhookLogReplay>, ProblemHttpResult>> Replay(
        string? after, UserSession user, LogReplay replay, ZoomWebhookLog log, CancellationToken cancellation)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        if (log.Missing is { } missing)
            return Problems.Coded(StatusCodes.Status503ServiceUnavailable, "ZOOM_NOT_CONFIGURED", missing);
        await user.Write(rows => rows.Execute(Audit, user.Caller.Id, EnumText.Of(AuditAction.ReplayWebhookLog)));
        return TypedResults.Ok(await replay.Run(after is { Length: > 0 } ? after : null, cancellation));
    }
}
