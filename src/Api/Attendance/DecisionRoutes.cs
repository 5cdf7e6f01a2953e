using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Http;
using Decided = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.NoContent,
    Microsoft.AspNetCore.Http.HttpResults.ValidationProblem,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace ZoomOrleans.Api.Attendance;

/// <summary>What people decide about lessons and marks. Answered when the records show it.</summary>
public static class DecisionRoutes
{
    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        var mark = routes.MapGroup("/api/zoom/meetings/{id:guid}/attendance/{studentId:guid}/override").WithTags("Attendance");
        mark.MapPut("", Override).WithSummary("Set a student's mark by hand; it stays until it is removed");
        mark.MapDelete("", RemoveOverride).WithSummary("Let the computed mark hold again");
        var lesson = routes.MapGroup("/api/zoom/meetings/{id:guid}/occurrences/{occurrenceId}").WithTags("Attendance");
        lesson.MapPost("/confirm", Confirm).WithSummary("Say that what was held is right");
        lesson.MapPost("/void", Void).WithSummary("Say that no lesson took place: it has no records");
        lesson.MapDelete("/void", UndoVoid).WithSummary("Take that back");
        lesson.MapPost("/unlock", Unlock).WithSummary("Let locked attendance be computed again (admin)");
        lesson.MapPost("/split", Split).WithSummary("Make two of an unscheduled lesson");
        lesson.MapPost("/join", Join).WithSummary("Make one of two lessons that follow each other");
    }

    static Task<Decided> Override(Guid id, Guid studentId, OverrideRequest request, DecisionMaker maker) =>
        maker.Decide(id, new Overridden
        {
            Id = Guid.NewGuid(),
            OccurrenceId = request.OccurrenceId,
            StudentId = studentId,
            Status = request.Status!.Value,
            By = maker.Id,
            Reason = request.Reason,
        });

    static Task<Decided> RemoveOverride(Guid id, Guid studentId, string occurrenceId, DecisionMaker maker) =>
        maker.Decide(id, new OverrideRemoved
        {
            Id = Guid.NewGuid(), OccurrenceId = occurrenceId, StudentId = studentId, By = maker.Id,
        });

    static Task<Decided> Confirm(Guid id, string occurrenceId, DecisionReason request, DecisionMaker maker) =>
        maker.Decide(id, new Confirmed
        {
            Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = maker.Id, Reason = request.Reason,
        });

    static Task<Decided> Void(Guid id, string occurrenceId, DecisionReason request, DecisionMaker maker) =>
        maker.Decide(id, new Voided
        {
            Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = maker.Id, Reason = request.Reason,
        });

    static Task<Decided> UndoVoid(Guid id, string occurrenceId, DecisionMaker maker) =>
        maker.Decide(id, new VoidUndone { Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = maker.Id });

    static async Task<Decided> Unlock(Guid id, string occurrenceId, DecisionReason request, DecisionMaker maker)
    {
        if (!maker.IsAdmin)
            return (await maker.Find(id)).Refusal ?? Problems.AdminOnly(isSeen: true);
        return await maker.Decide(id, new Unlocked
        {
            Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = maker.Id, Reason = request.Reason,
        });
    }

    static async Task<Decided> Split(Guid id, string occurrenceId, SplitRequest request, DecisionMaker maker)
    {
        var time = request.At!.Value;
        if (time.Ticks % TimeSpan.TicksPerSecond != 0)
            return Problems.Invalid("at", "Give whole seconds: Zoom knows no finer time.");
        return await maker.Decide(id, new OccurrenceSplit
        {
            Id = Guid.NewGuid(), OccurrenceId = occurrenceId, Time = time, By = maker.Id, Reason = request.Reason,
        });
    }

    static Task<Decided> Join(Guid id, string occurrenceId, JoinRequest request, DecisionMaker maker) =>
        maker.Decide(id, new OccurrencesJoined
        {
            Id = Guid.NewGuid(), OccurrenceId = occurrenceId, With = request.With, By = maker.Id, Reason = request.Reason,
        });
}
