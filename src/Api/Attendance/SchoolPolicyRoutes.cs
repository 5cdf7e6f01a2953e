using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>What is called present in classes that have said nothing else: the admins' to say.</summary>
public static class SchoolPolicyRoutes
{
    public static void MapSchoolPolicies(this IEndpointRouteBuilder routes)
    {
        var policy = routes.MapGroup("/api/admin/attendance-policy").WithTags("Attendance");
        policy.MapGet("", Show).WithSummary("The school's attendance policy (admin)");
        policy.MapPut("", Put).WithSummary("Set the school's attendance policy from a date on (admin)").WithDescription(
            "It holds for classes that have none of their own yet. Takes the place of the version from the same date, if "
            + "there is one. The attendance of the lessons concerned is computed anew, of past ones too.");
        policy.MapDelete("/{effectiveFrom}", Remove).WithSummary("Remove a version of the school's policy (admin)");
    }

    static async Task<Results<Ok<SchoolPolicies>, ProblemHttpResult>> Show(UserSession user, SchoolClock clock)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var (ofSchool, _) = await PolicyRows.Read(user, null);
        return TypedResults.Ok(SchoolPolicies.Of(ofSchool, clock.Today));
    }

    static async Task<Results<Ok<Policy>, ProblemHttpResult>> Put(NewPolicy asked, UserSession user, SchoolClock clock)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var policy = asked.Of(clock.Today);
        await PolicyRows.Write(user, null, policy);
        return TypedResults.Ok(policy);
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Remove(DateOnly effectiveFrom, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        return await PolicyRows.Delete(user, null, effectiveFrom)
            ? TypedResults.NoContent() : Problems.Missing("The school has no policy from that date.");
    }
}
