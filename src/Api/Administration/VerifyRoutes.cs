using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Records;

namespace ZoomOrleans.Api.Administration;

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
    const int DaysMax = 400;

    public static void MapVerify(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/admin/verify", Verify).WithTags("Administration")
            .WithSummary("Compute attendance anew from the logs alone, and list every difference (admin)");

    static async Task<Results<Ok<VerificationResult>, ValidationProblem, ProblemHttpResult>> Verify(
        VerifyRequest request, Caller caller, Verification verification, CancellationToken cancellation)
    {
        if (!caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var (from, to) = (request.From!.Value, request.To!.Value);
        if (to < from || to.DayNumber - from.DayNumber >= DaysMax)
            return Problems.Invalid("to", $"Must be the first day or later, and not {DaysMax} days or more after it.");
        return TypedResults.Ok(await verification.Run(from, to, cancellation));
    }
}
