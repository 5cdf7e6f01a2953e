using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Pages.Classes;

/// <summary>The classes whose attendance one sees, and each one's over a time.</summary>
static class ClassPageRoutes
{
    public static void MapClassPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/classes", List);
        pages.MapGet("/classes/{id:guid}", Show);
    }

    static async Task<RazorComponentResult<ClassesPage>> List(
        [AsParameters] PageRequest page, PageUser user, UserSession session) =>
        PageRoutes.Page<ClassesPage>(new
        {
            User = user, Classes = await ClassRow.Page(session, page), IsLaterPage = page.After is not null,
        });

    static async Task<IResult> Show(
        Guid id, PageFilter filter, PageUser user, UserSession session, SchoolClock clock)
    {
        var period = Period.Of(filter.Days, clock);
        return (await ClassAttendanceRows.Find(session, id, period.Filter, clock)).Result switch
        {
            Ok<ClassAttendance> { Value: { } found } => Page(user, period, clock, found),
            // Of a class that is there for the caller: there are too many lessons.
            ValidationProblem => Page(user, period, clock, ClassAttendance.Of(id, "", [], []), StatusCodes.Status400BadRequest),
            IStatusCodeHttpResult { StatusCode: { } status } => TypedResults.StatusCode(status),
            _ => throw new InvalidOperationException("There is no other answer."),
        };
    }

    static RazorComponentResult<ClassPage> Page(
        PageUser user, Period period, SchoolClock clock, ClassAttendance attendance, int status = StatusCodes.Status200OK) =>
        PageRoutes.Page<ClassPage>(
            new
            {
                User = user, Period = period, Attendance = attendance, Zone = clock.ZoneName,
                AreTooMany = status != StatusCodes.Status200OK,
            },
            status);
}
