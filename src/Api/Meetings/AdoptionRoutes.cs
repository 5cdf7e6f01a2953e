using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Meetings;

/// <summary>Meetings that Zoom reported and nobody scheduled here: an admin sees them, and takes them in.</summary>
public static class AdoptionRoutes
{
    const string LatestFirst = """
        SELECT meeting, first_seen, last_seen, topic, zoom_host,
            (SELECT id FROM users
             WHERE (zoom_user_id = zoom_host OR email = lower(zoom_host)) AND role IN ('teacher', 'admin') LIMIT 1)
        FROM unscheduled_meetings
        WHERE NOT is_gone AND ($1::timestamptz IS NULL OR (last_seen, meeting) < ($1::timestamptz, $2::bigint))
        ORDER BY last_seen DESC, meeting DESC
        LIMIT $3
        """;

    public static void MapAdoption(this IEndpointRouteBuilder routes)
    {
        var meetings = routes.MapGroup("/api/zoom/meetings").WithTags("Meetings");
        meetings.MapGet("/unscheduled", List)
            .WithSummary("Meetings that Zoom reported and nobody scheduled here, the latest first (admin)");
        meetings.MapPost("/adopt", Adopt).WithSummary("Schedule such a meeting here, as Zoom has it (admin)").WithDescription(
            "Attendance is taken of what Zoom has reported already. The host is the teacher or admin whom Zoom's host is "
            + "here; where there is none, the admin who adopts it.");
    }

    static async Task<Results<Ok<Page<UnscheduledMeeting>>, ProblemHttpResult>> List(
        [AsParameters] PageRequest page, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        return TypedResults.Ok(await Read(user, page));
    }

    internal static async Task<Page<UnscheduledMeeting>> Read(UserSession user, PageRequest page)
    {
        var found = await user.Query(LatestFirst, [.. page.Place(2), page.Rows], UnscheduledMeeting.Read);
        return page.Of(found, last => [Rfc3339.Write(last.LastSeen), last.ZoomMeetingId]);
    }

    internal static async Task<Results<Created<Meeting>, ProblemHttpResult>> Adopt(
        AdoptedMeeting asked, Adoption adoption, Creation creation, UserSession user, SchoolClock clock,
        Derivation derivation)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var adopted = await adoption.Adopt(asked, creation, user.ToTheEnd(), clock);
        if (adopted.Result is not Created<Meeting> { Value: { } made } answer)
            return (ProblemHttpResult)adopted.Result;
        await derivation.Follow(made);
        return answer;
    }
}
