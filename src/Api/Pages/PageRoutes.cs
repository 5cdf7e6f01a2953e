using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Pages.Admin;
using ZoomOrleans.Api.Pages.Calendar;
using ZoomOrleans.Api.Pages.CheckIns;
using ZoomOrleans.Api.Pages.Classes;
using ZoomOrleans.Api.Pages.Join;
using ZoomOrleans.Api.Pages.Live;
using ZoomOrleans.Api.Pages.Marks;
using ZoomOrleans.Api.Pages.Meetings;
using ZoomOrleans.Api.Pages.Students;
using ZoomOrleans.Api.Pages.Today;

namespace ZoomOrleans.Api.Pages;

/// <summary>The pages people look at: rendered here, and readable without any script.</summary>
public static class PageRoutes
{
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapToday();
        pages.MapMeetingList();
        pages.MapMeetingPage();
        pages.MapLivePage();
        pages.MapGuests();
        pages.MapJoin();
        pages.MapMarkPage();
        pages.MapClassPages();
        pages.MapCheckInPages();
        pages.MapStudentPages();
        pages.MapCalendar();
        pages.MapAdminPages();
    }

    internal static RazorComponentResult<TPage> Page<TPage>(
        object parameters, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new(parameters) { StatusCode = status };
}
