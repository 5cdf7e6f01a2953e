namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// A user's meetings, by what state they are in. Instant ones and personal rooms are in no list but that of the live ones.
/// </summary>
static class MeetingListRoute
{
    public static Route Of(ZoomAccount account) => new(
        "GET", "/users/{userId}/meetings", RateCategory.Medium, "meeting:read:list_meetings", call => List(account, call));

    static ApiAnswer List(ZoomAccount account, ApiCall call)
    {
        if (account.User(call.Path["userId"]) is not { } user)
            return ApiError.NoUser(call.Path["userId"]);
        if (Asked(call) is not { } isAsked)
            return ApiError.Invalid([("type", "Invalid field.")]);
        var meetings = account.Meetings.Values
            .Where(meeting => meeting.Host == user && !meeting.IsDeleted && isAsked(meeting))
            .ToList();
        return account.Pages.Of(call, "meetings", meetings, m => MeetingJson.Row(m, call.Now), isNumbered: true);
    }

    static Predicate<Meeting>? Asked(ApiCall call) => (call.Asked("type") ?? "scheduled") switch
    {
        "scheduled" => IsScheduled,
        "live" => meeting => meeting.RunAt(call.Now) is not null,
        "upcoming" or "upcoming_meetings" => meeting => IsScheduled(meeting) && !meeting.IsOver(call.Now),
        "previous_meetings" => meeting => IsScheduled(meeting) && meeting.IsOver(call.Now),
        _ => null,
    };

    static bool IsScheduled(Meeting meeting) => meeting.Type is not (MeetingType.Instant or MeetingType.PersonalRoom);
}
