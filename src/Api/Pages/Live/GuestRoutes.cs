using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Pages.Meetings;

namespace ZoomOrleans.Api.Pages.Live;

/// <summary>Saying who a guest is, and taking that back, where the live page has no script.</summary>
static class GuestRoutes
{
    const string Path = $"{MeetingsAsked.Path}/{{id:guid}}/guests";

    public static void MapGuests(this IEndpointRouteBuilder pages)
    {
        pages.MapPost(Path, Match);
        pages.MapPost($"{Path}/{{matchId:guid}}/undo", Undo);
    }

    public static string Address(Guid meeting) => $"{MeetingsAsked.AddressOf(meeting)}/guests";

    public static string UndoAddress(Guid meeting, Guid match) => $"{Address(meeting)}/{match}/undo";

    static async Task<Results<RedirectHttpResult, ProblemHttpResult>> Match(Guid id, GuestForm form, DecisionMaker maker) =>
        Answer(id, form, await maker.Decide(id, grain => form.StudentId is { } student
            ? grain.Match(new GuestMatch(Guid.NewGuid(), form.OccurrenceId, form.GuestId, student, maker.Id))
            : Task.FromResult(Verdict.NoSuchStudent)));

    static async Task<Results<RedirectHttpResult, ProblemHttpResult>> Undo(
        Guid id, Guid matchId, GuestForm form, DecisionMaker maker) =>
        Answer(id, form, await maker.Decide(id, grain => grain.Decide(
            new Unmatched { Id = Guid.NewGuid(), OccurrenceId = "", MatchId = matchId, By = maker.Id })));

    static Results<RedirectHttpResult, ProblemHttpResult> Answer(Guid id, GuestForm form, ProblemHttpResult? refusal) =>
        refusal is not null ? refusal
        : TypedResults.LocalRedirect(LivePages.Address(id, form.OccurrenceId.Length == 0 ? null : form.OccurrenceId));
}

/// <summary>Which guest of which lesson is which student, as a form of the live page was sent.</summary>
sealed record GuestForm(string OccurrenceId, string GuestId, Guid? StudentId)
{
    public static async ValueTask<GuestForm?> BindAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return new("", "", null);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new(
            $"{form["occurrenceId"]}", $"{form["guestId"]}", Guid.TryParse(form["studentId"], out var student) ? student : null);
    }
}
