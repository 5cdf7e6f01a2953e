using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Pages.Live;
using ZoomOrleans.Api.Pages.Meetings;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Pages.Marks;

/// <summary>The page of a lesson's attendance, and the decisions that are made on it.</summary>
static class MarkRoutes
{
    const string Page = $"{MeetingsAsked.Path}/{{id:guid}}/attendance";

    public static void MapMarkPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, Show);
        pages.MapPost(Page, Decide);
    }

    /// <summary>Where a lesson's attendance is shown, and in it one student's.</summary>
    public static string Address(Guid meeting, string? occurrenceId, Guid? student = null) =>
        $"{MeetingsAsked.AddressOf(meeting)}/attendance"
        + (occurrenceId is null ? "" : $"?occurrenceId={Uri.EscapeDataString(occurrenceId)}")
        + (student is null ? "" : $"#{RowId(student.Value)}");

    /// <summary>Of what is said in the row of the student whose mark was set.</summary>
    public const string Saved = "saved";

    /// <summary>Of a student's row in the page.</summary>
    public static string RowId(Guid student) => $"s-{student:N}";

    static async Task<Results<RazorComponentResult<MarkPage>, NotFound>> Show(
        Guid id, string? occurrenceId, string? done, string? student, PageUser user, UserSession session, SchoolClock clock,
        SchoolSettings settings, CancellationToken cancellation) =>
        await LessonMarks.Find(session, await settings.Read(cancellation), id, occurrenceId) is { } marks
            ? PageRoutes.Page<MarkPage>(new
            {
                User = user, Marks = marks, Zone = clock.ZoneName,
                Done = EnumText.Find<MarkDecision>(done ?? ""),
                DoneFor = Guid.TryParse(student, out var known) ? known : (Guid?)null,
            })
            : TypedResults.NotFound();

    /// <summary>Back to the page, which shows what was decided; or the same form again, with what is wrong.</summary>
    static async Task<IResult> Decide(
        Guid id, string occurrenceId, MarkForm? form, DecisionMaker maker, PageUser user, UserSession session,
        SchoolClock clock, SchoolSettings settings, CancellationToken cancellation)
    {
        if ((await maker.Number(id)).Refusal is { } refusal)
            return TypedResults.StatusCode(refusal.StatusCode);
        if (form is null)
            return TypedResults.BadRequest();
        if (form.Decision is MarkDecision.Unlock && !maker.IsAdmin)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var (status, problem) = await Carry(form, id, occurrenceId, maker);
        if (problem is null)
        {
            var back = form.IsLive ? LivePages.Address(id, occurrenceId) : Address(id, occurrenceId);
            return TypedResults.LocalRedirect(
                $"{back}&done={EnumText.Of(form.Decision)}"
                + (form.Student is { } student ? $"&student={student}#{Saved}" : ""));
        }
        return await LessonMarks.Find(session, await settings.Read(cancellation), id, occurrenceId) is { } marks
            ? PageRoutes.Page<MarkPage>(
                new
                {
                    User = user, Marks = marks, Zone = clock.ZoneName, Refused = new RefusedForm(form, problem),
                },
                status)
            : TypedResults.NotFound();
    }

    static async Task<(int Status, string? Problem)> Carry(MarkForm form, Guid id, string occurrenceId, DecisionMaker maker)
    {
        if (form.Problem is { } problem)
            return (StatusCodes.Status422UnprocessableEntity, problem);
        var decided = await maker.Decide(id, form.ToDecision(occurrenceId, maker.Id));
        return decided.Result is ProblemHttpResult refused
            ? (refused.StatusCode, refused.ProblemDetails.Detail ?? "It could not be done.") : (StatusCodes.Status200OK, null);
    }
}

/// <summary>A form that was not carried out, and why, for whoever filled it in.</summary>
public sealed record RefusedForm(MarkForm Form, string Problem);
