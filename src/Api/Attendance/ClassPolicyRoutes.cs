using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>What a class calls present: its teacher's to say, or an admin's.</summary>
public static class ClassPolicyRoutes
{
    public static void MapClassPolicies(this IEndpointRouteBuilder routes)
    {
        var policy = routes.MapGroup("/api/classes/{id:guid}/attendance-policy").WithTags("Attendance");
        policy.MapGet("", Show).WithSummary("The attendance policy of a class (its teacher, admin)");
        policy.MapPut("", Put).WithSummary("Set the attendance policy of a class from a date on (its teacher, admin)")
            .WithDescription(
                "Takes the place of the version from the same date, if there is one. The attendance of the lessons "
                + "concerned is computed anew, of past ones too.");
        policy.MapDelete("/{effectiveFrom}", Remove).WithSummary("Remove a version of a class's policy (its teacher, admin)");
    }

    static async Task<Results<Ok<ClassPolicies>, ProblemHttpResult>> Show(Guid id, UserSession user, SchoolClock clock)
    {
        if (await Refused(id, user) is { } refused)
            return refused;
        var (ofSchool, ofClass) = await PolicyRows.Read(user, id);
        return TypedResults.Ok(ClassPolicies.Of(ofClass, SchoolPolicies.Of(ofSchool, clock.Today), clock.Today));
    }

    static async Task<Results<Ok<Policy>, ProblemHttpResult>> Put(
        Guid id, NewPolicy asked, UserSession user, SchoolClock clock)
    {
        if (await Refused(id, user) is { } refused)
            return refused;
        var policy = asked.Of(clock.Today);
        await PolicyRows.Write(user, id, policy);
        return TypedResults.Ok(policy);
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Remove(Guid id, DateOnly effectiveFrom, UserSession user)
    {
        if (await Refused(id, user) is { } refused)
            return refused;
        return await PolicyRows.Delete(user, id, effectiveFrom)
            ? TypedResults.NoContent() : Problems.Missing("The class has no policy from that date.");
    }

    /// <returns>Null where the caller may decide for the class.</returns>
    internal static async Task<ProblemHttpResult?> Refused(Guid id, UserSession user) =>
        await user.Find(ClassRoutes.ById, [id], SchoolClass.Read) switch
        {
            null => Problems.Missing(null),
            var found when user.Caller.IsAdmin || found.TeacherId == user.Caller.Id => null,
            _ => Problems.Forbidden("Only the class's teacher and admins may do this."),
        };
}
