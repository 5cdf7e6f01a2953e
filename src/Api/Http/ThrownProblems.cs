using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Orleans.Runtime;

namespace ZoomOrleans.Api.Http;

/// <summary>
/// What was thrown on the way, as the caller should hear it: what PostgreSQL refused, what cannot be read.
/// </summary>
sealed partial class ThrownProblems(IProblemDetailsService problems, ILogger<ThrownProblems> logger) : IExceptionHandler
{
    const string RetryAfterSeconds = "5";

    static readonly Dictionary<string, string> Taken = new()
    {
        ["users_pkey"] = "There is a user with this id already.",
        ["users_email_key"] = "Another user has this e-mail address.",
        ["users_zoom_user_id_key"] = "Another user has this Zoom user id.",
        ["zoom_meetings_zoom_meeting_id_key"] = "This Zoom meeting is known here already.",
    };

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Problem(httpContext, exception) is not { Status: { } status } problem)
            return false;
        httpContext.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnavailable(logger, exception.Message);
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }
        if (exception is ZoomException zoom)
            httpContext.Response.Headers.RetryAfter = ZoomProblems.RetryAfter(zoom);
        return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem });
    }

    static ProblemDetails? Problem(HttpContext context, Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException unreadable }
            => UnreadableBody.Problem(context, unreadable),
        BadHttpRequestException bad => Of(bad.StatusCode, UnreadableBody.Plainly(bad.Message)),
        ZoomException zoom => ZoomProblems.Of(zoom),
        PostgresException refused => Refused(refused),
        NpgsqlException or TimeoutException or LogFailedException or LogOverloadedException or OrleansException
            => Of(503, "The database does not answer. Try again in a moment."),
        _ => null,
    };

    static ProblemDetails? Refused(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => Of(403, "You may not change this."),
        PostgresErrorCodes.UniqueViolation => Of(
            409, Taken.GetValueOrDefault(exception.ConstraintName ?? "", "There is one already.")),
        PostgresErrorCodes.ForeignKeyViolation => Of(422, "It names something that does not exist."),
        PostgresErrorCodes.CheckViolation => Of(422, "A value is outside of what is allowed."),
        PostgresErrorCodes.InvalidTextRepresentation or PostgresErrorCodes.InvalidDatetimeFormat
            or PostgresErrorCodes.DatetimeFieldOverflow or PostgresErrorCodes.CharacterNotInRepertoire
            or PostgresErrorCodes.UntranslatableCharacter => Of(400, "A value cannot be read."),
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
            => Of(503, "The database does not answer. Try again in a moment."),
        _ => null,
    };

    static ProblemDetails Of(int status, string detail) => new() { Status = status, Detail = detail };

    [LoggerMessage(LogLevel.Warning, "A request was answered 503: {Reason}")]
    static partial void LogUnavailable(ILogger logger, string reason);
}
