using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Export;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Attendance;

/// <summary>A class's attendance over time.</summary>
public static class ClassAttendanceRoutes
{
    static readonly string Description =
        "For the class's teacher and admins. " + DayFilter.Description
        + $"At most {ClassAttendanceRows.LessonsMax} lessons: where there are more, ask for fewer days. Each student has one "
        + "cell per lesson, in the order of `occurrences`; one without a record where the student was not on the roster or no "
        + "attendance was taken. Each `rate` is present / (present + partial + absent), null where there is none: excused "
        + "lessons and those that wait for their status do not hurt it.";

    public static void MapClassAttendance(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/classes/{id:guid}/attendance", Show)
            .WithTags("Attendance").WithSummary("A class's attendance, per student and lesson (class teacher, admin)")
            .WithDescription(Description)
            .WithExport();

    static async Task<Results<Ok<ClassAttendance>, ExportResult, ValidationProblem, NotFound, ProblemHttpResult>> Show(
        Guid id, [AsParameters] DayFilter filter, [AsParameters] ExportRequest export, UserSession user, SchoolClock clock)
    {
        if (export.Problem is { } unknown)
            return unknown;
        var found = export.File is null
            ? (await ClassAttendanceRows.Find(user, id, filter, clock)).Result
            : (await ClassAttendanceRows.FindLessons(user, new(id, filter.Days(clock), clock.ZoneName))).Result;
        return found switch
        {
            Ok<ClassAttendance> answer => answer,
            Ok<ClassLessons> { Value: { } lessons } => ClassExport.Of(lessons, export, user),
            ValidationProblem problem => problem,
            ProblemHttpResult problem => problem,
            _ => Problems.NotFound,
        };
    }
}
