using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
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
            .WithDescription(Description);

    static Task<Results<Ok<ClassAttendance>, ValidationProblem, NotFound, ProblemHttpResult>> Show(
        Guid id, [AsParameters] DayFilter filter, UserSession user, SchoolClock clock) =>
        ClassAttendanceRows.Find(user, id, filter, clock);
}
