using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace ZoomOrleans.Api.Http;

/// <summary>The answers for what went wrong (RFC 9457), each saying what to do.</summary>
public static class Problems
{
    public static NotFound NotFound { get; } = TypedResults.NotFound();

    public static ProblemHttpResult Forbidden(string detail) => TypedResults.Problem(detail, statusCode: 403);

    public static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(detail, statusCode: 409);

    public static ValidationProblem Invalid(string field, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] });

    public static void AddProblems(this IServiceCollection services) =>
        services.AddProblemDetails().AddExceptionHandler<DatabaseProblems>();

    /// <summary>What PostgreSQL refused, as the caller should hear it.</summary>
    sealed class DatabaseProblems(IProblemDetailsService problems) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            var (status, detail) = exception switch
            {
                PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => (403, "You may not change this."),
                PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => (409, "There is one already."),
                PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => (422, "It names something that does not exist."),
                PostgresException { SqlState: PostgresErrorCodes.CheckViolation } => (422, "A value is outside of what is allowed."),
                BadHttpRequestException bad => (bad.StatusCode, bad.InnerException?.Message ?? bad.Message),
                NpgsqlException or TimeoutException or LogFailedException or LogOverloadedException
                    => (503, "The database does not answer. Try again in a moment."),
                _ => (0, ""),
            };
            if (status == 0)
                return false;
            httpContext.Response.StatusCode = status;
            if (status == 503)
                httpContext.Response.Headers.RetryAfter = "5";
            return await problems.TryWriteAsync(new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails = { Status = status, Detail = detail },
            });
        }
    }
}
