using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Pages.Marks;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Pages.Students;

/// <summary>What students and parents see of their own attendance, and teachers and admins of one student's.</summary>
static class StudentPageRoutes
{
    const string Children = """
        SELECT child.id, child.name
        FROM parent_children link JOIN users child ON child.id = link.student_id
        WHERE link.parent_id = $1
        ORDER BY child.name, child.id
        """;

    const string NameOf = "SELECT id, name FROM users WHERE id = $1";

    /// <summary>Those of the student's records, as far as the caller sees them.</summary>
    const string ClassesOf = """
        SELECT id, name FROM classes
        WHERE id IN (SELECT class_id FROM attendance_records WHERE student_id = $1)
        ORDER BY name, id
        """;

    public static void MapStudentPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/attendance", Own);
        pages.MapGet("/students/{id:guid}", Show);
    }

    /// <summary>To where one's own is; a parent of several children is asked whose.</summary>
    static async Task<Results<RedirectHttpResult, RazorComponentResult<ChildrenPage>>> Own(PageUser user, UserSession session)
    {
        if (session.Caller.IsStudent)
            return TypedResults.LocalRedirect(Address(user.Id));
        var children = await session.Query(Children, [user.Id], Named.Read);
        return children switch
        {
            [] when user.Teaches => TypedResults.LocalRedirect("/classes"),
            [var only] => TypedResults.LocalRedirect(Address(only.Id)),
            _ => PageRoutes.Page<ChildrenPage>(new { User = user, Children = children }),
        };
    }

    static async Task<Results<RazorComponentResult<StudentPage>, NotFound>> Show(
        Guid id, PageFilter filter, [AsParameters] PageRequest page, PageUser user, UserSession session, SchoolClock clock)
    {
        var days = filter.Days.Days(clock);
        if (await StudentLessonRows.Find(session, new(id, days.First, days.Last, filter.ClassId), page, newestFirst: true)
                is not { } lessons
            || await session.Find(NameOf, [id], Named.Read) is not { } student)
            return TypedResults.NotFound();
        return PageRoutes.Page<StudentPage>(new
        {
            User = user,
            Student = student,
            Lessons = lessons,
            Filter = filter,
            IsLaterPage = page.After is not null,
            Classes = await session.Query(ClassesOf, [id], Named.Read),
            Markers = await MarkerNames.Of(session, lessons.Items),
            Zone = clock.ZoneName,
        });
    }

    static string Address(Guid student) => $"/students/{student}";
}
