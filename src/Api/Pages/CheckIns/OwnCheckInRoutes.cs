using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.CheckIns;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Pages.CheckIns;

/// <summary>Where the picture leads a student's phone.</summary>
static class OwnCheckInRoutes
{
    const string Path = "/check-in";

    public static void MapOwnCheckIn(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show);
        pages.MapPost(Path, Enter);
    }

    static RazorComponentResult<OwnCheckInPage> Show(string? code, PageUser user, SchoolClock clock) =>
        Page(user, clock, code);

    static async Task<RazorComponentResult<OwnCheckInPage>> Enter(
        EnteredCodeForm form, CheckingIn checkingIn, PageUser user, UserSession session, SchoolClock clock, HttpContext context)
    {
        var entered = new EnteredCode { Code = form.Code };
        if (FormProblem.Of(entered) is not null)
            return Page(
                user, clock, form.Code, "Enter the code that your teacher shows: six letters and digits.",
                status: StatusCodes.Status422UnprocessableEntity);
        return (await checkingIn.Enter(session, entered, context.Connection.RemoteIpAddress)).Result switch
        {
            ProblemHttpResult refused =>
                Page(user, clock, form.Code, refused.ProblemDetails.Detail, refused.Code(), status: refused.StatusCode),
            IValueHttpResult<QrCheckIn> { Value: { } done } => Page(user, clock, form.Code, done: done),
            _ => throw new InvalidOperationException("There is no other answer."),
        };
    }

    static RazorComponentResult<OwnCheckInPage> Page(
        PageUser user, SchoolClock clock, string? code, string? problem = null, string? problemCode = null,
        QrCheckIn? done = null, int status = StatusCodes.Status200OK) =>
        PageRoutes.Page<OwnCheckInPage>(
            new { User = user, Zone = clock.ZoneName, Code = code, Problem = problem, ProblemCode = problemCode, Done = done },
            status);
}

/// <summary>The form of that page as it was sent.</summary>
sealed record EnteredCodeForm(string Code)
{
    public static async ValueTask<EnteredCodeForm?> BindAsync(HttpContext context) => new(
        context.Request.HasFormContentType ? $"{(await context.Request.ReadFormAsync(context.RequestAborted))["code"]}" : "");
}
