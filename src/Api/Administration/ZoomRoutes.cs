using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;
using ZoomOrleans.Account;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Administration;

/// <summary>How it stands between the program and Zoom's API.</summary>
/// <param name="Connected">Whether an account is named, and gave a token when it was asked last.</param>
/// <param name="Problem">Why not; null where it is.</param>
/// <param name="Plan">Whose limits are kept.</param>
/// <param name="Day">Of Zoom's limits, in UTC; null without an account.</param>
/// <param name="Calls">By weight; empty without an account.</param>
/// <param name="Hosts">Those who had meetings created or changed today.</param>
/// <param name="Waiting">Work that is done when Zoom can be asked.</param>
public sealed record ZoomState(
    bool Connected, string? Problem, ZoomPlan Plan, DateOnly? Day, IReadOnlyList<ZoomWeightUsage> Calls,
    IReadOnlyList<ZoomHostUsage> Hosts, IReadOnlyList<WaitingWork> Waiting);

/// <summary>Work of one kind that is due, or has failed; not what will be due later of itself.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Count">How often.</param>
/// <param name="Oldest">When the first of them is due, or is tried again.</param>
/// <param name="LastError">
/// Of what was tried most often, or of the registrant in it who was; null where none has failed.
/// </param>
public sealed record WaitingWork(string Kind, int Count, DateTimeOffset Oldest, string? LastError)
{
    /// <summary>The columns are those of <see cref="ZoomRoutes"/>' query.</summary>
    public static WaitingWork Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetInt32(1), row.Time(2), row.TextOrNull(3));
}

/// <summary>What an admin looks at when something does not arrive in Zoom.</summary>
public static class ZoomRoutes
{
    const string Waiting = "SELECT kind, works, oldest, problem FROM access.waiting_for_zoom()";

    public static void MapZoom(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/admin/zoom", Show).WithTags("Operations")
            .WithSummary("Whether Zoom is connected, what is used of its limits, and what waits for it (admin)")
            .WithDescription("Asks nothing of Zoom. `perSecond` is what this program allows itself, less than Zoom does.");

    static async Task<Results<Ok<ZoomState>, ProblemHttpResult>> Show(
        UserSession user, ZoomAccount account, IOptions<ZoomOptions> options)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        return TypedResults.Ok(await Read(user, account, options.Value));
    }

    internal static async Task<ZoomState> Read(UserSession user, ZoomAccount account, ZoomOptions options)
    {
        var usage = account.IsConfigured ? await account.Grain.Usage() : null;
        var problem = account.Missing ?? usage?.Problem;
        return new ZoomState(
            problem is null, problem, options.Plan, usage?.Day, usage?.Calls ?? [], usage?.Hosts ?? [],
            await user.Query(Waiting, [], WaitingWork.Read));
    }
}
