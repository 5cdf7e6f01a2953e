using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Records;

namespace ZoomOrleans.Api.Attendance;

/// <summary>Which lessons are looked at: by their day, both days included.</summary>
public sealed record VerifyRequest
{
    [Required]
    public DateOnly? From { get; init; }

    [Required]
    public DateOnly? To { get; init; }
}

/// <summary>Proof that every mark follows from the log.</summary>
public static class VerifyRoutes
{
    public static void MapVerify(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/admin/verify", Verify).WithTags("Administration")
            .WithSummary("Compute attendance anew from the logs alone, and list every difference (admin)");

    static async Task<Results<Ok<VerificationResult>, ValidationProblem, ProblemHttpResult>> Verify(
        VerifyRequest request, Caller caller, Verification verification, CancellationToken cancellation)
    {
        if (!caller.IsAdmin)
            return Problems.Forbidden("Only an admin may do this.");
        if (request.To < request.From)
            return Problems.Invalid("to", "The last day lies before the first.");
        return TypedResults.Ok(await verification.Run(request.From!.Value, request.To!.Value, cancellation));
    }
}
