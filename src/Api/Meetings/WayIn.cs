using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Meetings;

/// <summary>The link by which somebody joins a meeting, or why they have none.</summary>
sealed record WayIn(string? JoinUrl, ProblemHttpResult? Problem)
{
    const string NotRegistered = "NOT_REGISTERED";

    const string OwnRegistration = """
        SELECT status, link.join_url, denied_by_host OR denied_at_zoom IS NOT NULL
        FROM meeting_registrants registrant LEFT JOIN access.own_links($1) link ON link.registrant_id = registrant.id
        WHERE meeting_id = $1 AND user_id = $2
        """;

    /// <summary>Whether registering is what lets the caller in.</summary>
    public bool NeedsRegistration => Problem?.Code() == NotRegistered;

    public static async Task<WayIn> Of(Guid id, UserSession user)
    {
        if (await user.Find(MeetingRows.ById, [id], Meeting.Read) is not { } meeting)
            return new(null, Problems.Missing(null));
        if (user.Caller.Role == Caller.Parent)
            return new(null, Problems.Forbidden("Parents do not join meetings: the students do."));
        if (meeting.Status == MeetingStatus.Cancelled)
            return new(null, Problems.Conflict("The meeting is cancelled."));
        var own = await user.Query(OwnRegistration, [id, user.Caller.Id], row => (
            Status: EnumText.Read<RegistrantStatus>(row.GetString(0)), JoinUrl: row.TextOrNull(1),
            IsRefused: row.GetBoolean(2)));
        return own switch
        {
            [{ Status: RegistrantStatus.Approved, JoinUrl: { } link }] => new(link, null),
            _ when meeting.JoinUrl is { } link => new(link, null),
            [{ Status: RegistrantStatus.Denied, IsRefused: true }] =>
                new(null, Problems.Forbidden("The host has denied your registration.")),
            [{ Status: not RegistrantStatus.Denied }] => new(null, Problems.Coded(
                409, "REGISTRATION_PENDING", "You are registered, but not approved yet. Try again later, or ask the host.")),
            _ when meeting.RegistrationEnabled => new(null, Problems.Coded(
                409, NotRegistered, "Everybody joins by a link of their own here. Register for the meeting first.")),
            _ => new(null, Problems.Missing("Nobody has entered a link for this meeting. Ask the host.")),
        };
    }
}
