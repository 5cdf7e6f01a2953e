using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Pages.Meetings;

/// <summary>A class by which the list can be narrowed.</summary>
public sealed record ClassChoice(Guid Id, string Name);

/// <summary>The meetings that somebody may see, page by page.</summary>
public static class MeetingListRoutes
{
    const string Classes = "SELECT id, name FROM classes ORDER BY name, id LIMIT 500";

    public static void MapMeetingList(this IEndpointRouteBuilder pages) => pages.MapGet(MeetingsAsked.Path, Show);

    static async Task<RazorComponentResult<MeetingListPage>> Show(
        [AsParameters] MeetingsAsked asked, PageUser user, UserSession session, SchoolClock clock)
    {
        var errors = asked.Errors();
        return new(new
        {
            User = user,
            Clock = clock,
            Asked = asked,
            Errors = errors,
            Classes = await session.Query(Classes, [], row => new ClassChoice(row.GetGuid(0), row.GetString(1))),
            Meetings = errors.Count == 0 ? await Find(asked, session, clock) : new([], null),
        })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
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
