using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Export;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Attendance;

/// <summary>A student's attendance over time.</summary>
public static class StudentRoutes
{
    public static void MapStudents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/students/{id:guid}/attendance", List)
            .WithTags("Attendance").WithSummary("A student's attendance, by day, with a summary")
            .WithDescription(
                "For the student, their parents, teachers (their own classes' and meetings' lessons) and admins. "
                + DayFilter.Description
                + "`summary` is of all these lessons, not only of the page. Its `rate` is present / (present + partial "
                + "+ absent), null where there is none: excused lessons and those that wait for their status do not "
                + "hurt it. A file has all lessons that were asked for, the latest first, whatever `limit` and `after` say.")
            .WithExport();

    static async Task<Results<Ok<StudentLessons>, ExportResult, ValidationProblem, NotFound>> List(
        Guid id, [AsParameters] DayFilter filter, Guid? classId, [AsParameters] PageRequest page,
        [AsParameters] ExportRequest export, UserSession user, SchoolClock clock)
    {
        var (first, last) = filter.Days(clock);
        if ((export.Problem ?? DayFilter.Contradiction((first, last))) is { } problem)
            return problem;
        var asked = new StudentDays(id, first, last, classId);
        if (export.File is not null)
            return await StudentExport.Find(user, asked, export) is { } file ? file : Problems.NotFound;
        return await StudentLessonRows.Find(user, asked, page) is { } found ? TypedResults.Ok(found) : Problems.NotFound;
    }
}
