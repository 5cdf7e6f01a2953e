using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace ZoomOrleans.Api.Http;

/// <summary>What Zoom has not done, as the caller should hear it.</summary>
static class ZoomProblems
{
    const string AwaySeconds = "60";

    public static ProblemDetails Of(ZoomException exception)
    {
        var (status, code) = exception.Failure switch
        {
            ZoomFailure.NotConfigured => (503, "ZOOM_NOT_CONFIGURED"),
            ZoomFailure.NotAuthorised => (503, "ZOOM_NOT_AUTHORISED"),
            ZoomFailure.UnknownHost => (422, "ZOOM_UNKNOWN_HOST"),
            ZoomFailure.NotLicensed => (422, "ZOOM_NOT_LICENSED"),
            ZoomFailure.Missing => (409, "ZOOM_MISSING"),
            ZoomFailure.InProgress => (409, "ZOOM_IN_PROGRESS"),
            ZoomFailure.Over => (409, "ZOOM_OVER"),
            ZoomFailure.Full => (409, "ZOOM_FULL"),
            ZoomFailure.NotReady => (409, "ZOOM_NOT_READY"),
            ZoomFailure.UsedUp => (429, "ZOOM_LIMIT"),
            ZoomFailure.Unavailable => (503, "ZOOM_UNAVAILABLE"),
            _ => (422, "ZOOM_REFUSED"),
        };
        return new ProblemDetails
        {
            Status = status,
            Detail = exception.Message,
            Extensions = { ["code"] = code },
        };
    }

    /// <summary>A date where it is known, a while where Zoom is away; null where waiting does not help.</summary>
    public static string? RetryAfter(ZoomException exception) => exception switch
    {
        { Until: { } until } => until.ToString("R", CultureInfo.InvariantCulture),
        { Failure: ZoomFailure.Unavailable } => AwaySeconds,
        _ => null,
    };
}
