using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.School;

/// <summary>Since when and until when; left out: from now, for good. A date stands for its midnight at the school.</summary>
public sealed record EnrolmentTimes
{
    public TimeOrDate? From { get; init; }

    public TimeOrDate? To { get; init; }
}

/// <summary>A student's time in a class, half-open.</summary>
public sealed record ClassEnrolment(Guid ClassId, Guid StudentId, DateTimeOffset From, DateTimeOffset? To);

/// <summary>Somebody who belongs to a class, or will.</summary>
public sealed record ClassStudent(Guid StudentId, string Name, string Email, DateTimeOffset From, DateTimeOffset? To);

/// <summary>Who belongs to which class, and when.</summary>
public static class EnrolmentRoutes
{
    /// <summary>Whoever changes a class's memberships waits for whoever does so already.</summary>
    const string LockClass = "SELECT id FROM classes WHERE id = $1 FOR NO KEY UPDATE";

    const string OfStudent = """
        SELECT enrolled_from, enrolled_to FROM class_enrollments WHERE class_id = $1 AND student_id = $2
        """;

    const string Remove = """
        DELETE FROM class_enrollments WHERE class_id = $1 AND student_id = $2 AND enrolled_from = $3
        """;

    const string Add = """
        INSERT INTO class_enrollments (class_id, student_id, enrolled_from, enrolled_to) VALUES ($1, $2, $3, $4)
        """;

    const string Students = """
        SELECT student_id, name, email, enrolled_from, enrolled_to
        FROM class_enrollments JOIN users ON users.id = student_id
        WHERE class_id = $1 AND (enrolled_to IS NULL OR enrolled_to > now())
            AND ($2::uuid IS NULL OR (name, student_id, enrolled_from) > ($4::text, $2::uuid, $3::timestamptz))
        ORDER BY name, student_id, enrolled_from
        LIMIT $5
        """;

    public static void MapEnrolments(this IEndpointRouteBuilder routes)
    {
        var students = routes.MapGroup("/api/classes/{id:guid}/students").WithTags("School");
        students.MapGet("", List).WithSummary("Who belongs to the class now or will, by name");
        students.MapPut("/{studentId:guid}", Enrol).WithSummary("Enrol a student (admin)").WithDescription(
            "Enrols from `from` (default: now, or since when the student is enrolled already) until `to` (default: for good); "
            + "half-open, and a date stands for its midnight at the school. An enrolment that begins at the same time is "
            + "changed; others that overlap become one with it.");
        students.MapDelete("/{studentId:guid}", Leave).WithSummary("End a student's enrolment now (admin)");
    }

    static async Task<Results<Ok<Page<ClassStudent>>, NotFound>> List(Guid id, [AsParameters] PageRequest page, UserSession user)
    {
        if (!await user.Sees(ClassRoutes.ById, id))
            return Problems.NotFound;
        var place = page.Place(3);
        var found = await user.Query(Students, [id, .. place, page.Rows], row => new ClassStudent(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.Time(3), row.ValueOrNull<DateTimeOffset>(4)));
        return TypedResults.Ok(page.Of(found, last => [last.StudentId.ToString(), Rfc3339.Write(last.From), last.Name]));
    }

    static async Task<Results<Ok<ClassEnrolment>, ValidationProblem, ProblemHttpResult>> Enrol(
        Guid id, Guid studentId, EnrolmentTimes? asked, UserSession user, IOptionsMonitor<SchoolOptions> school, TimeProvider clock)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(ClassRoutes.ById, id));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(school.CurrentValue.TimeZone);
        var (from, to) = (asked?.From?.From(zone), asked?.To?.From(zone));
        return await user.Write<Results<Ok<ClassEnrolment>, ValidationProblem, ProblemHttpResult>>(async rows =>
        {
            if (await Missing(rows, id, studentId) is { } problem)
                return problem;
            var now = Now(clock);
            var existing = await Memberships(rows, id, studentId);
            var wanted = new Membership(from ?? Current(existing, now)?.From ?? now, to);
            if (wanted.To <= wanted.From)
                return Problems.Invalid("to", "The end must be later than the beginning.");
            var memberships = Membership.Put(existing, wanted);
            await Replace(rows, id, studentId, existing, memberships);
            var result = memberships.Last(one => one.From <= wanted.From);
            return TypedResults.Ok(new ClassEnrolment(id, studentId, result.From, result.To));
        });
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Leave(Guid id, Guid studentId, UserSession user, TimeProvider clock)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(ClassRoutes.ById, id));
        return await user.Write<Results<NoContent, ProblemHttpResult>>(async rows =>
        {
            await rows.Query(LockClass, [id], _ => true);
            var existing = await Memberships(rows, id, studentId);
            var memberships = Membership.End(existing, Now(clock));
            if (memberships.SequenceEqual(existing))
                return Problems.Missing("The student is not enrolled in this class.");
            await Replace(rows, id, studentId, existing, memberships);
            return TypedResults.NoContent();
        });
    }

    static async Task<ProblemHttpResult?> Missing(UserTransaction rows, Guid id, Guid studentId) =>
        await rows.Query(LockClass, [id], _ => true) is [] ? Problems.Missing("There is no such class.")
        : await rows.Query(ClassRoutes.RoleOf, [studentId], row => row.GetString(0)) switch
        {
            [] => Problems.Missing("There is no such student."),
            ["student"] => null,
            _ => Problems.Unfit("Only students are enrolled in classes, and this user is none."),
        };

    static Membership? Current(List<Membership> memberships, DateTimeOffset now) =>
        memberships.Where(one => one.Holds(now)).Select(one => (Membership?)one).FirstOrDefault();

    static async Task<List<Membership>> Memberships(UserTransaction rows, Guid id, Guid studentId) =>
        [.. (await rows.Query(OfStudent, [id, studentId], row => new Membership(
            row.Time(0), row.ValueOrNull<DateTimeOffset>(1)))).OrderBy(one => one.From)];

    static async Task Replace(UserTransaction rows, Guid id, Guid studentId, List<Membership> before, List<Membership> after)
    {
        foreach (var gone in before.Except(after))
            await rows.Execute(Remove, id, studentId, gone.From);
        foreach (var made in after.Except(before))
            await rows.Execute(Add, id, studentId, made.From, made.To);
    }

    /// <summary>As PostgreSQL keeps it, so that a time read back is the time that was written.</summary>
    static DateTimeOffset Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
