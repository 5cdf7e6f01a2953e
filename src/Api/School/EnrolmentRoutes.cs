using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Registration;

namespace ZoomOrleans.Api.School;

/// <summary>Who belongs to which class, and when.</summary>
public static class EnrolmentRoutes
{
    const string Students = """
        SELECT student_id, name, email, enrolled_from, enrolled_to
        FROM class_enrollments JOIN users ON users.id = student_id
        WHERE class_id = $1 AND (enrolled_to IS NULL OR enrolled_to > now())
            AND ($2::uuid IS NULL OR (name, student_id, enrolled_from) > ($4::text, $2::uuid, $3::timestamptz))
        ORDER BY name, student_id, enrolled_from
        LIMIT $5
        """;

    const string EmailOf = "SELECT email FROM users WHERE id = $1";

    public static void MapEnrolments(this IEndpointRouteBuilder routes)
    {
        var students = routes.MapGroup("/api/classes/{id:guid}/students").WithTags("School");
        students.MapGet("", List).WithSummary("Who belongs to the class now or will, by name");
        students.MapPut("/{studentId:guid}", Enrol).WithSummary("Enrol a student (admin)").WithDescription(
            "Enrols from `from` (default: now, or since when the student is enrolled already) until `to` (default: for "
            + "good); half-open, and a date stands for its midnight at the school. An enrolment that begins at the "
            + "same time is changed; others that overlap become one with it. They are registered "
            + "for the class's coming meetings, unless `mayRegister` is false: their address is in none of the school's "
            + "domains.");
        students.MapDelete("/{studentId:guid}", Leave).WithSummary("End a student's enrolment now (admin)");
    }

    static async Task<Results<Ok<Page<ClassStudent>>, NotFound>> List(
        Guid id, [AsParameters] PageRequest page, UserSession user, RegistrationRule rule)
    {
        if (!await user.Sees(ClassRoutes.ById, id))
            return Problems.NotFound;
        var found = await user.Query(Students, [id, .. page.Place(3), page.Rows], row => ClassStudent.Read(row, rule));
        return TypedResults.Ok(page.Of(
            found, last => [last.StudentId.ToString(), Rfc3339.Write(last.From), last.Name]));
    }

    static async Task<Results<Ok<ClassEnrolment>, ValidationProblem, ProblemHttpResult>> Enrol(
        Guid id, Guid studentId, EnrolmentTimes? asked, UserSession user, SchoolClock clock, RegistrationRule rule)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(ClassRoutes.ById, id));
        return await user.Write<Results<Ok<ClassEnrolment>, ValidationProblem, ProblemHttpResult>>(async rows =>
        {
            if (await MembershipRows.Lock(rows, id, studentId) is not { } existing)
                return Problems.Missing("There is no such class.");
            if (await NoStudent(rows, studentId) is { } problem)
                return problem;
            var wanted = Wanted(asked, existing, clock);
            if (wanted.To <= wanted.From)
                return Problems.Invalid("to", "The end must be later than the beginning.");
            var memberships = Membership.Put(existing, wanted);
            await MembershipRows.Replace(rows, (id, studentId), existing, memberships);
            var result = memberships.Last(one => one.From <= wanted.From);
            var email = (await rows.Query(EmailOf, [studentId], row => row.GetString(0))).Single();
            return TypedResults.Ok(new ClassEnrolment(id, studentId, result.From, result.To, rule.Allows(email)));
        });
    }

    /// <summary>
    /// Without a beginning, the membership that holds now is meant; where there is none, one that begins now.
    /// </summary>
    static Membership Wanted(EnrolmentTimes? asked, List<Membership> existing, SchoolClock clock)
    {
        var now = clock.Now;
        var current = existing.Where(one => one.Holds(now)).Select(one => (DateTimeOffset?)one.From).FirstOrDefault();
        return new Membership(asked?.From?.From(clock.Zone) ?? current ?? now, asked?.To?.From(clock.Zone));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Leave(
        Guid id, Guid studentId, UserSession user, SchoolClock clock)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(await user.Sees(ClassRoutes.ById, id));
        return await user.Write<Results<NoContent, ProblemHttpResult>>(async rows =>
        {
            var existing = await MembershipRows.Lock(rows, id, studentId) ?? [];
            var memberships = Membership.End(existing, clock.Now);
            if (memberships.SequenceEqual(existing))
                return Problems.Missing("The student is not enrolled in this class.");
            await MembershipRows.Replace(rows, (id, studentId), existing, memberships);
            return TypedResults.NoContent();
        });
    }

    static async Task<ProblemHttpResult?> NoStudent(UserTransaction rows, Guid id) =>
        await rows.Query(ClassRoutes.RoleOf, [id], row => row.GetString(0)) switch
        {
            [] => Problems.Missing("There is no such student."),
            ["student"] => null,
            _ => Problems.Unfit("Only students are enrolled in classes, and this user is none."),
        };
}
