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

    static RazorComponentResult Show(string? code, PageUser user, SchoolClock clock) => PageRoutes.Page<OwnCheckInPage>(new()
    {
        ["User"] = user, ["Zone"] = clock.ZoneName, ["Code"] = code,
    });

    static async Task<RazorComponentResult> Enter(
        EnteredCodeForm form, CheckingIn checkingIn, PageUser user, UserSession session, SchoolClock clock, HttpContext context)
    {
        var parameters = new Dictionary<string, object?> { ["User"] = user, ["Zone"] = clock.ZoneName, ["Code"] = form.Code };
        var entered = new EnteredCode { Code = form.Code };
        if (FormProblem.Of(entered) is not null)
        {
            parameters["Problem"] = "Enter the code that your teacher shows: six letters and digits.";
            return PageRoutes.Page<OwnCheckInPage>(parameters, StatusCodes.Status422UnprocessableEntity);
        }
        switch ((await checkingIn.Enter(session, entered, context.Connection.RemoteIpAddress)).Result)
        {
            case ProblemHttpResult refused:
                (parameters["Problem"], parameters["ProblemCode"]) = (refused.ProblemDetails.Detail, refused.Code());
                return PageRoutes.Page<OwnCheckInPage>(parameters, refused.StatusCode);
            case IValueHttpResult<QrCheckIn> { Value: { } done }:
                parameters["Done"] = done;
                return PageRoutes.Page<OwnCheckInPage>(parameters);
            default:
                throw new InvalidOperationException("There is no other answer.");
        }
    }
}

/// <summary>The form of that page as it was sent.</summary>
sealed record EnteredCodeForm(string Code)
{
    public static async ValueTask<EnteredCodeForm?> BindAsync(HttpContext context) => new(
        context.Request.HasFormContentType ? $"{(await context.Request.ReadFormAsync(context.RequestAborted))["code"]}" : "");
}
