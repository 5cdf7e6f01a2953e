using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Pages.Meetings;

/// <summary>The meetings that somebody may see, page by page.</summary>
public static class MeetingListRoutes
{
    /// <summary>The first ones by name, and the one that is chosen ($1).</summary>
    const string Classes = """
        SELECT id, name
        FROM (SELECT id, name FROM classes ORDER BY id IS DISTINCT FROM $1::uuid, name, id LIMIT 500) class
        ORDER BY name, id
        """;

    public static void MapMeetingList(this IEndpointRouteBuilder pages) => pages.MapGet(MeetingsAsked.Path, Show);

    static async Task<RazorComponentResult<MeetingListPage>> Show(
        [AsParameters] MeetingsAsked asked, PageUser user, UserSession session, SchoolClock clock)
    {
        var errors = asked.Errors();
        return PageRoutes.Page<MeetingListPage>(
            new
            {
                User = user,
                Clock = clock,
                Asked = asked,
                Errors = errors,
                Classes = await session.Query(Classes, [asked.Filter().ClassId], Named.Read),
                Meetings = errors.Count == 0 ? await Find(asked, session, clock) : new([], null),
            },
            errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    static async Task<Page<ListedMeeting>> Find(MeetingsAsked asked, UserSession session, SchoolClock clock)
    {
        var page = new PageRequest(null, asked.After);
        var found = await session.Query(
            ListedMeeting.Filtered,
            [.. asked.Filter().Values(clock.Zone), .. page.Place(2), page.Rows, clock.Now], ListedMeeting.Read);
        return page.Of(found, last => [Rfc3339.Write(last.Begins), last.Id.ToString()]);
    }
}
