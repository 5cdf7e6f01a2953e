using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>Checking in, for students.</summary>
static class QrCheckInRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/qr-checkins", Enter).WithTags("Check-in").WithSummary("Check in by a code (student)")
            .WithDescription(
                "201 the first time; 200 with the same answer where you have checked in before. Otherwise a problem whose "
                + "`code` is `WRONG_CODE`, `OLD_CODE`, `CHECK_IN_CLOSED`, `NOT_ENROLLED`, or, after ten wrong codes in ten "
                + "minutes, `TOO_MANY_CODES`.");

    static Task<Results<Created<QrCheckIn>, Ok<QrCheckIn>, ProblemHttpResult>> Enter(
        EnteredCode entered, CheckingIn checkingIn, UserSession user, HttpContext context) =>
        checkingIn.Enter(user, entered, context.Connection.RemoteIpAddress);
}
