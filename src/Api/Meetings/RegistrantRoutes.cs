using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Registration;

namespace ZoomOrleans.Api.Meetings;

/// <summary>What the host decides about a registrant.</summary>
public sealed record RegistrantDecision : IValidatableObject
{
    [Required]
    public RegistrantStatus? Status { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Status == RegistrantStatus.Pending)
            yield return new ValidationResult("Either approved or denied.", ["status"]);
    }
}

/// <summary>Who is registered for a meeting.</summary>
public static class RegistrantRoutes
{
    const string RegisterMe = "SELECT access.register_me($1)";
    const string Decide = "SELECT access.decide_registrant($1, $2)";
    const string IsRefused = """
        SELECT 1 FROM meeting_registrants
        WHERE meeting_id = $1 AND user_id = $2 AND (denied_by_host OR denied_at_zoom IS NOT NULL)
        """;
    const string MyEmail = "SELECT email FROM users WHERE id = $1";

    public static void MapRegistrants(this IEndpointRouteBuilder routes)
    {
        var registrants = routes.MapGroup("/api/zoom/meetings/{id:guid}/registrants").WithTags("Meetings");
        registrants.MapGet("", List)
            .WithSummary("Who is registered: your own row, or all for host, class teacher and admin");
        registrants.MapPost("", Register).WithSummary("Register yourself (not parents)").WithDescription(
            "201 with your link; 200 where you are registered already, or the host has denied it; 202 where Zoom has not "
            + "answered yet, and it goes on by itself, or where the host approves each and has not decided.");
        registrants.MapPatch("/{registrantId:guid}", Change).WithSummary("Approve or deny a registrant (host, admin)")
            .WithDescription("202 where Zoom has not answered yet: it goes on by itself.");
    }

    static async Task<Results<Ok<Page<Registrant>>, NotFound>> List(
        Guid id, [AsParameters] PageRequest page, UserSession user)
    {
        if (await user.Find(MeetingRows.ById, [id], Meeting.Read) is null)
            return Problems.NotFound;
        var found = await user.Query(Registrant.OfMeeting, [id, .. page.Place(2), page.Rows], Registrant.Read);
        return TypedResults.Ok(page.Of(found, last => [Rfc3339.Write(last.RegisteredAt), last.Id.ToString()]));
    }

    internal static async Task<Results<Created<Registrant>, Ok<Registrant>, Accepted<Registrant>, ProblemHttpResult>> Register(
        Guid id, UserSession user, Registrations registrations, RegistrationRule rule)
    {
        if (await user.Find(MeetingRows.ById, [id], Meeting.Read) is not { } meeting)
            return Problems.Missing(null);
        if (user.Caller.Role == Caller.Parent)
            return Problems.Forbidden("Parents are not registered: the meeting is for their children.");
        var before = await user.Find(Registrant.OfUser, [id, user.Caller.Id], Registrant.Read);
        if (before is { Status: RegistrantStatus.Approved }
            || before is { Status: RegistrantStatus.Denied } && await user.Sees(IsRefused, id, user.Caller.Id))
            return TypedResults.Ok(before);
        if (user.Caller.IsStudent && await IsOutside(user, rule))
            return RegistrationProblems.DomainRestricted(rule);
        if (!registrations.IsConnected)
            return RegistrationProblems.NotConnected;
        if (await user.Write(rows => rows.Query(RegisterMe, [id], row => row.ValueOrNull<Guid>(0))) is not [{ } made])
            return Problems.Conflict("Nobody registers for this meeting: it is over, or its link is the same for all.");
        await registrations.Follow([meeting.ZoomMeetingId]);
        var registrant = await user.Find(Registrant.ById, [id, made], Registrant.Read);
        var address = $"/api/zoom/meetings/{id}/registrants";
        return registrant is { Status: RegistrantStatus.Approved }
            ? TypedResults.Created(address, registrant) : TypedResults.Accepted(address, registrant);
    }

    static async Task<bool> IsOutside(UserSession user, RegistrationRule rule) =>
        (await user.Query(MyEmail, [user.Caller.Id], row => row.GetString(0))).Any(email => !rule.Allows(email));

    static async Task<Results<Ok<Registrant>, Accepted<Registrant>, ProblemHttpResult>> Change(
        Guid id, Guid registrantId, RegistrantDecision asked, UserSession user, Registrations registrations)
    {
        if (await user.Find(MeetingRows.ById, [id], Meeting.Read) is not { } meeting)
            return Problems.Missing(null);
        if (!meeting.IsRunBy(user.Caller))
            return Problems.Forbidden("Only the host and admins may do this.");
        if (await user.Find(Registrant.ById, [id, registrantId], Registrant.Read) is null)
            return Problems.Missing("There is no such registrant.");
        if (!registrations.IsConnected)
            return RegistrationProblems.NotConnected;
        await user.Write(rows => rows.Query(Decide, [registrantId, asked.Status == RegistrantStatus.Denied], _ => true));
        await registrations.Follow([meeting.ZoomMeetingId]);
        var registrant = (await user.Find(Registrant.ById, [id, registrantId], Registrant.Read))!;
        if (registrant.Status == asked.Status)
            return TypedResults.Ok(registrant);
        return asked.Status == RegistrantStatus.Approved
            && !await registrations.IsWanted(meeting.ZoomMeetingId, registrant.UserId)
            ? Problems.Conflict("The meeting is not for them any more: they left the class, or it is cancelled.")
            : TypedResults.Accepted($"/api/zoom/meetings/{id}/registrants", registrant);
    }
}
