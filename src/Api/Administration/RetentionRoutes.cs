using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Retention;

namespace ZoomOrleans.Api.Administration;

/// <summary>How long one kind is kept.</summary>
/// <param name="Kind">What.</param>
/// <param name="Days">So many; null: for ever.</param>
public sealed record RetentionPeriod(RetentionKind Kind, int? Days)
{
    /// <summary>When a run last had to do with it; null: never, or it is not a run that does it.</summary>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>What that run deleted; null as before.</summary>
    public long? LastRunRows { get; init; }

    public static RetentionPeriod Read(NpgsqlDataReader row) =>
        new(EnumText.Read<RetentionKind>(row.GetString(0)), row.ValueOrNull<int>(1))
        {
            LastRunAt = row.ValueOrNull<DateTimeOffset>(2),
            LastRunRows = row.ValueOrNull<long>(3),
        };
}

/// <summary>All of them.</summary>
public sealed record RetentionPeriods(IReadOnlyList<RetentionPeriod> Items);

/// <summary>A kind and for how long it is to be kept.</summary>
public sealed record WantedPeriod
{
    public const int DaysMax = 36500;

    [Required]
    public RetentionKind? Kind { get; init; }

    /// <summary>Null or left out: for ever.</summary>
    [Range(1, DaysMax)]
    public int? Days { get; init; }
}

/// <summary>What is to change; the kinds that are left out stay as they are.</summary>
public sealed record RetentionChange
{
    [Required]
    public IReadOnlyList<WantedPeriod>? Items { get; init; }
}

/// <summary>How long what is kept, and deleting what has been kept long enough.</summary>
public static class RetentionRoutes
{
    const string All = "SELECT kind, days, last_run_at, last_run_rows FROM retention_policies ORDER BY place";

    const string Set = """
        WITH earlier AS (SELECT kind, days FROM retention_policies WHERE kind = $1 AND days IS DISTINCT FROM $2::integer),
            changed AS (
                UPDATE retention_policies SET days = $2::integer, changed_at = now(), changed_by = $3
                WHERE kind = $1 AND days IS DISTINCT FROM $2::integer)
        INSERT INTO audit_log (actor_id, action, details)
        SELECT $3, $4, jsonb_build_object('kind', kind, 'from', days, 'to', $2::integer) FROM earlier
        """;

    public static void MapRetention(this IEndpointRouteBuilder routes)
    {
        var retention = routes.MapGroup("/api/admin/retention").WithTags("Administration");
        retention.MapGet("", Show).WithSummary("How long what is kept (admin)");
        retention.MapPut("", Change).WithSummary("Change how long what is kept (admin)").WithDescription(
            "Facts are kept no longer than participants, these no longer than attendance, and that no longer than the audit log; "
            + "guests no longer than participants. Null is for ever.");
        retention.MapPost("/run", Run).WithSummary("Delete what has been kept long enough (admin)").WithDescription(
            "It is done every day by itself. With dryRun=true nothing is deleted: the answer says what would be. What a run has "
            + "not done when the connection breaks, the next one does, also under the same Idempotency-Key. Meetings that nobody "
            + "scheduled are forgotten each at its time, by no run.");
    }

    static async Task<Results<Ok<RetentionPeriods>, ProblemHttpResult>> Show(UserSession user) =>
        user.Caller.IsAdmin ? TypedResults.Ok(await Read(user)) : Problems.AdminOnly(isSeen: true);

    internal static async Task<RetentionPeriods> Read(UserSession user) => new(await user.Query(All, [], RetentionPeriod.Read));

    internal static async Task<Results<Ok<RetentionPeriods>, ValidationProblem, ProblemHttpResult>> Change(
        RetentionChange asked, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var wanted = (await Read(user)).Items.ToDictionary(one => one.Kind, one => one.Days);
        foreach (var one in asked.Items!)
            wanted[one.Kind!.Value] = one.Days;
        if (RetentionRules.Problem(wanted) is { } problem)
            return Problems.Invalid("items", problem);
        await user.Write(async rows =>
        {
            foreach (var one in asked.Items!)
                await rows.Execute(
                    Set, EnumText.Of(one.Kind!.Value), one.Days, user.Caller.Id, EnumText.Of(AuditAction.RetentionChanged));
            return true;
        });
        return TypedResults.Ok(await Read(user));
    }

    static async Task<Results<Ok<RetentionResult>, ProblemHttpResult>> Run(
        UserSession user, Creation asked, RetentionRun run, CancellationToken cancellation, bool dryRun = false)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        return dryRun ? await Answer() : await asked.Once(new { dryRun }, Answer);

        async Task<Results<Ok<RetentionResult>, ProblemHttpResult>> Answer() =>
            await run.Run(dryRun, user.Caller.Id, cancellation) is { } done
                ? TypedResults.Ok(done) : Problems.Conflict("A run is under way already. What it does shows in the audit log.");
    }
}
