using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Pages.Today;

/// <summary>The first page: what there is today.</summary>
public static class TodayRoutes
{
    public static void MapToday(this IEndpointRouteBuilder pages) => pages.MapGet("/", Show);

    static async Task<RazorComponentResult<TodayPage>> Show(
        PageUser user, UserSession session, SchoolClock clock, ZoomAccount zoom) => PageRoutes.Page<TodayPage>(new
        {
            User = user,
            Clock = clock,
            Today = await TodayLessons.Of(user, session, clock),
            CanStart = zoom.IsConfigured,
        });
}
