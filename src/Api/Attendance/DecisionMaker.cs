using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>
/// Somebody who decides about a meeting. What they decide is taken to the meeting's grain, if they may see everybody in it.
/// </summary>
public sealed class DecisionMaker(Caller caller, Scopes scopes, IGrainFactory grains, CancellationToken cancellation)
{
    public Guid Id => caller.Id;

    public bool IsAdmin => caller.IsAdmin;

    public static ValueTask<DecisionMaker?> BindAsync(HttpContext context) => ValueTask.FromResult<DecisionMaker?>(
        new DecisionMaker(
            Caller.Of(context.User), context.RequestServices.GetRequiredService<Scopes>(),
            context.RequestServices.GetRequiredService<IGrainFactory>(), context.RequestAborted));

    /// <returns>The meeting's grain, or why the caller cannot have it.</returns>
    public async Task<(IMeetingGrain? Grain, ProblemHttpResult? Refusal)> Find(Guid meeting)
    {
        var (number, refusal) = await Number(meeting);
        return (refusal is null ? grains.GetGrain<IMeetingGrain>(MeetingKey.Of(number)) : null, refusal);
    }

    /// <returns>Zoom's number, or why the caller may not decide about the meeting.</returns>
    public async Task<(long Number, ProblemHttpResult? Refusal)> Number(Guid meeting) =>
        await scopes.Read(caller, meeting, cancellation) switch
        {
            { Scope.Everybody: true } scoped => (scoped.Number, null),
            { } => (0, Problems.Forbidden("Only the host, the class's teacher or an admin may do this.")),
            null => (0, Problems.Missing("There is no such meeting.")),
        };

    public async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Decide(Guid meeting, Decision decision) =>
        await Decide(meeting, grain => grain.Decide(decision)) is { } refusal ? refusal : TypedResults.NoContent();

    /// <returns>Null where it was accepted.</returns>
    public async Task<ProblemHttpResult?> Decide(Guid meeting, Func<IMeetingGrain, Task<Verdict>> decide)
    {
        var (grain, refusal) = await Find(meeting);
        return refusal ?? Problem(await Repeated(() => decide(grain!)));
    }

    /// <summary>After a failure the meeting's next activation reads its log anew, and knows whether it stands there.</summary>
    static async Task<Verdict> Repeated(Func<Task<Verdict>> decide)
    {
        try
        {
            return await decide();
        }
        catch (LogFailedException)
        {
            return await decide();
        }
    }

    static ProblemHttpResult? Problem(Verdict verdict) => verdict switch
    {
        Verdict.Accepted => null,
        Verdict.NoSuchOccurrence => Problems.Missing("The meeting has no such occurrence."),
        Verdict.NoSuchGuest => Problems.Missing("There is no such guest in this occurrence; look at its live view again."),
        Verdict.NoSuchMatch => Problems.Missing("There is no such match, or it was taken back."),
        Verdict.NoSuchStudent => Problems.Coded(
            422, "NOT_ENROLLED", "This student was not enrolled in the class at the time of this lesson."),
        Verdict.NameNotUnique => Problems.Coded(
            409, "NAME_NOT_UNIQUE",
            "Two people of this name were in at the same time, and nothing else tells them apart. Override the mark instead."),
        Verdict.IsLocked => Problems.Coded(409, "LOCKED", "This attendance is locked. An admin can unlock it."),
        Verdict.IsNotLocked => Problems.Coded(409, "NOT_LOCKED", "This attendance is not locked."),
        Verdict.FactsAreDeleted => Problems.Coded(
            409, "FACTS_DELETED",
            "The facts behind this attendance were deleted when their time was over, so it can neither be computed again nor "
            + "changed. What has to be corrected is to be noted outside of this program."),
        Verdict.HasNotEnded => Problems.Coded(409, "NOT_ENDED", "This lesson has not ended yet."),
        Verdict.IsVoid => Problems.Coded(409, "VOID", "This lesson was voided: it has no records. Undo that first."),
        Verdict.CannotBeSplitThere => Problems.Coded(
            409, "CANNOT_SPLIT", "Only an unscheduled occurrence can be split, at a time between its start and its end."),
        Verdict.CannotBeJoined => Problems.Coded(
            409, "CANNOT_JOIN", "Only two that follow each other can be joined, both scheduled or both unscheduled."),
        _ => throw new InvalidOperationException($"No answer is known for {verdict}."),
    };
}
