using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

public sealed record MatchRequest
{
    [Required, StringLength(100)]
    public string OccurrenceId { get; init; } = "";

    [Required]
    public Guid? StudentId { get; init; }
}

public sealed record MatchAnswer(Guid MatchId);

/// <summary>Who a guest was said to be, and by what the guest is known from then on.</summary>
/// <param name="MatchId">By which it can be taken back.</param>
/// <param name="OccurrenceId">Where the guest was seen; a name counts there alone.</param>
/// <param name="StudentId">Who it is.</param>
/// <param name="RegistrantIds">Zoom's registrant ids of the guest: they count in the whole meeting.</param>
/// <param name="Emails">The same for e-mail addresses.</param>
/// <param name="Name">The display name, where nothing else told who it was.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When.</param>
public sealed record GuestMatchAnswer(
    Guid MatchId, string OccurrenceId, Guid StudentId, IReadOnlyList<string> RegistrantIds, IReadOnlyList<string> Emails,
    string? Name, Guid? By, DateTimeOffset At)
{
    public static GuestMatchAnswer Of(Matched match) => new(
        match.Id, match.OccurrenceId, match.StudentId, match.RegistrantIds, match.Emails, match.Name, match.By, match.At);
}

/// <summary>Guests whom somebody knew.</summary>
public static class MatchRoutes
{
    public static void MapMatches(this IEndpointRouteBuilder routes)
    {
        var meeting = routes.MapGroup("/api/zoom/meetings/{id:guid}").WithTags("Attendance");
        meeting.MapPut("/guests/{guestId}/match", Match).WithSummary("Say which student a guest is");
        meeting.MapGet("/matches", List).WithSummary("The matches that hold; all on one page");
        meeting.MapGet("/matches/{matchId:guid}", Show).WithSummary("One of them");
        meeting.MapDelete("/matches/{matchId:guid}", Undo).WithSummary("Take a match back");
    }

    static async Task<Results<Ok<MatchAnswer>, ProblemHttpResult>> Match(
        Guid id, string guestId, MatchRequest request, DecisionMaker maker)
    {
        var match = new GuestMatch(Guid.NewGuid(), request.OccurrenceId, guestId, request.StudentId!.Value, maker.Id);
        return await maker.Decide(id, grain => grain.Match(match)) is { } refusal
            ? refusal : TypedResults.Ok(new MatchAnswer(match.Id));
    }

    static async Task<Results<Ok<Page<GuestMatchAnswer>>, ProblemHttpResult>> List(
        Guid id, DecisionMaker maker)
    {
        var (grain, refusal) = await maker.Find(id);
        if (refusal is not null)
            return refusal;
        return TypedResults.Ok(new Page<GuestMatchAnswer>([.. (await grain!.Matches()).Select(GuestMatchAnswer.Of)], null));
    }

    static async Task<Results<Ok<GuestMatchAnswer>, ProblemHttpResult>> Show(
        Guid id, Guid matchId, DecisionMaker maker)
    {
        var (grain, refusal) = await maker.Find(id);
        if (refusal is not null)
            return refusal;
        var match = (await grain!.Matches()).FirstOrDefault(one => one.Id == matchId);
        return match is null
            ? Problems.Missing("There is no such match, or it was taken back.") : TypedResults.Ok(GuestMatchAnswer.Of(match));
    }

    static Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Undo(Guid id, Guid matchId, DecisionMaker maker) =>
        maker.Decide(id, new Unmatched { Id = Guid.NewGuid(), OccurrenceId = "", MatchId = matchId, By = maker.Id });
}
