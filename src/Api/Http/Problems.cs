using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Http;

/// <summary>The answers for what went wrong (RFC 9457), each saying what to do.</summary>
public static class Problems
{
    public static NotFound NotFound { get; } = TypedResults.NotFound();

    public static ProblemHttpResult Forbidden(string detail) => TypedResults.Problem(detail, statusCode: 403);

    public static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(detail, statusCode: 409);

    /// <summary>Understood, but it does not fit what stands in the database.</summary>
    public static ProblemHttpResult Unfit(string detail) => TypedResults.Problem(detail, statusCode: 422);

    /// <summary>What is only for admins: forbidden to those who see it; for the others it is not there.</summary>
    public static ProblemHttpResult AdminOnly(bool isSeen) =>
        isSeen ? Forbidden("Only an admin may do this.") : Missing(null);

    public static ProblemHttpResult Missing(string? detail) => TypedResults.Problem(detail, statusCode: 404);

    public static ProblemHttpResult Coded(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: [new("code", code)]);

    /// <returns>Null where it has none.</returns>
    public static string? Code(this ProblemHttpResult problem) =>
        problem.ProblemDetails.Extensions.TryGetValue("code", out var code) ? code as string : null;

    public static ProblemHttpResult ZoomNotConfigured => Coded(503, "ZOOM_NOT_CONFIGURED", ZoomAccount.NotConnected);

    public static ValidationProblem Invalid(string field, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] });

    public static void AddProblems(this IServiceCollection services)
    {
        services
            .AddProblemDetails(options =>
                options.CustomizeProblemDetails = context => NameFields(context.ProblemDetails))
            .AddExceptionHandler<ThrownProblems>();
        // In every environment alike: what cannot be bound is thrown, and ThrownProblems says why.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>Validation names the properties of our code; the caller knows the fields of the request.</summary>
    static void NameFields(ProblemDetails problem)
    {
        if (problem is HttpValidationProblemDetails { Errors: var errors } invalid)
            invalid.Errors = errors.ToDictionary(error => FieldName(error.Key), error => error.Value);
    }

    static string FieldName(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
