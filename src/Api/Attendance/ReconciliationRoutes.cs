using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Reconciliation;

namespace ZoomOrleans.Api.Attendance;

/// <param name="Runs">What came of it, by run; empty where Zoom knows of no run that is not locked.</param>
public sealed record Reconciled(IReadOnlyList<RunComparison> Runs);

/// <summary>Asking Zoom's report now, instead of waiting for its time.</summary>
public static class ReconciliationRoutes
{
    /// <summary>Nobody waits longer; what was compared by then stands.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    public static void MapReconciliation(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/zoom/meetings/{id:guid}/reconcile", Reconcile).WithTags("Attendance")
            .WithSummary("Compare the meeting's attendance with Zoom's participant report now (host, class teacher, admin)")
            .WithDescription("What only the report knows is added. It is asked for by itself 10 minutes, an hour and a day "
                + "after a class's lesson; Zoom may take hours to make it.");

    static async Task<Results<Ok<Reconciled>, ProblemHttpResult>> Reconcile(
        Guid id, DecisionMaker maker, Reconciler reconciler)
    {
        var (number, refusal) = await maker.Number(id);
        if (refusal is not null)
            return refusal;
        try
        {
            return TypedResults.Ok(new Reconciled(await reconciler.AskNow(number).WaitAsync(Patience)));
        }
        catch (TimeoutException)
        {
            throw new ZoomException(
                ZoomFailure.Unavailable, "Zoom takes long to answer. The comparison goes on; look again in a minute.");
        }
    }
}
