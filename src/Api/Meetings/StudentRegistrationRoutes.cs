using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Registration;

namespace ZoomOrleans.Api.Meetings;

public sealed record StudentToRegister
{
    [Required]
    public Guid? StudentId { get; init; }
}

public enum RegistrationOutcome
{
    Registered,
    AlreadyRegistered,

    /// <summary>Not yet, or not at all: the detail says which.</summary>
    Failed,
}

/// <param name="Detail">Why they are not registered; null where they are.</param>
public sealed record RegistrationResult(Guid MeetingId, RegistrationOutcome Outcome, string? Detail);

/// <param name="Skipped">They were registered before.</param>
public sealed record StudentRegistrations(
    Guid StudentId, int Registered, int Skipped, int Failed, IReadOnlyList<RegistrationResult> Results);

/// <summary>A student registered for all coming meetings of their classes.</summary>
public static class StudentRegistrationRoutes
{
    const string User = "SELECT role, email FROM users WHERE id = $1";

    const string IsEnrolled = """
        SELECT 1 FROM class_enrollments
        WHERE student_id = $1 AND enrolled_from <= now() AND (enrolled_to IS NULL OR enrolled_to > now()) LIMIT 1
        """;

    const string Registrations = "SELECT meeting_id, number, is_registered, problem FROM access.registrations_of($1)";

    const string Register = "SELECT access.register_student($1)";

    public static void MapStudentRegistration(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/zoom/meetings/register-student", RegisterStudent).WithTags("Meetings")
            .WithSummary("Register a student for the coming meetings of their classes (admin)").WithDescription(
                "They are registered anyway, soon after they are enrolled; this waits some seconds for it and says what came "
                + "of it. `failed` is also what is still under way: the detail says so, and it goes on by itself. 422 with "
                + "`DOMAIN_RESTRICTED` or `NOT_ENROLLED` where there is nothing to register.");

    static async Task<Results<Ok<StudentRegistrations>, ProblemHttpResult>> RegisterStudent(
        StudentToRegister asked, UserSession user, Registrations registrations, RegistrationRule rule)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var student = asked.StudentId!.Value;
        switch (await user.Query(User, [student], row => (Role: row.GetString(0), Email: row.GetString(1))))
        {
            case []:
                return Problems.Missing("There is no such student.");
            case [{ Role: not Caller.Student }]:
                return RegistrationProblems.NotEnrolled;
            case [var one] when !rule.Allows(one.Email):
                return RegistrationProblems.DomainRestricted(rule);
        }
        if (!await user.Sees(IsEnrolled, student))
            return RegistrationProblems.NotEnrolled;
        var before = await Read(user, student);
        var missing = before.Where(one => !one.IsRegistered).Select(one => one.Number).ToList();
        if (missing.Count > 0 && !registrations.IsConnected)
            return RegistrationProblems.NotConnected;
        if (missing.Count > 0)
        {
            await user.Write(rows => rows.Query(Register, [student], _ => true));
            await registrations.Follow(missing);
        }
        var wasRegistered = before.ToDictionary(one => one.Id, one => one.IsRegistered);
        return TypedResults.Ok(Told(student, wasRegistered, await Read(user, student)));
    }

    static StudentRegistrations Told(Guid student, Dictionary<Guid, bool> before, List<State> after)
    {
        var results = after.Select(one => new RegistrationResult(
            one.Id,
            before.GetValueOrDefault(one.Id) ? RegistrationOutcome.AlreadyRegistered
                : one.IsRegistered ? RegistrationOutcome.Registered : RegistrationOutcome.Failed,
            one.IsRegistered ? null : one.Problem ?? "Under way: Zoom has not answered yet. Ask again in a moment.")).ToList();
        return new StudentRegistrations(
            student, Count(RegistrationOutcome.Registered), Count(RegistrationOutcome.AlreadyRegistered),
            Count(RegistrationOutcome.Failed), results);

        int Count(RegistrationOutcome outcome) => results.Count(one => one.Outcome == outcome);
    }

    static Task<List<State>> Read(UserSession user, Guid student) => user.Query(
        Registrations, [student],
        row => new State(row.GetGuid(0), row.GetString(1), row.GetBoolean(2), row.TextOrNull(3)));

    sealed record State(Guid Id, string Number, bool IsRegistered, string? Problem);
}
