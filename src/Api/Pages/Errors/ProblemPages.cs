using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ZoomOrleans.Api.Pages.Errors;

/// <summary>
/// Problems as a browser shows them: a page in the look of the others. Whatever does not ask for HTML, and the API, get
/// them as problem+json.
/// </summary>
sealed class ProblemPages : IProblemDetailsWriter
{
    const string Html = "text/html";

    static readonly PathString Api = "/api";

    public bool CanWrite(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        return !request.Path.StartsWithSegments(Api, StringComparison.Ordinal)
            && request.Headers.Accept.Count > 0
            && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
            && accepted.Any(one => one.MediaType.Equals(Html, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);
    }

    /// <summary>In a scope of its own: what went wrong may have been another page, half rendered.</summary>
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var failed = http.RequestServices;
        await using var scope = failed.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await (await Page(http, context.ProblemDetails)).ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = failed;
        }
    }

    static async Task<RazorComponentResult<ProblemPage>> Page(HttpContext http, ProblemDetails problem)
    {
        var status = problem.Status ?? http.Response.StatusCode;
        return PageRoutes.Page<ProblemPage>(
            new
            {
                User = await UserOf(http, problem, status),
                Status = status,
                Problem = problem,
                TraceId = Activity.Current?.Id ?? http.TraceIdentifier,
            },
            status);
    }

    /// <summary>Whose name stands above the page; nobody's where what is needed to know it may be what does not work.</summary>
    static async ValueTask<PageUser?> UserOf(HttpContext http, ProblemDetails problem, int status) =>
        (status < StatusCodes.Status500InternalServerError || problem.Extensions.ContainsKey("code"))
        && http.User.Identity?.IsAuthenticated == true
            ? await PageUser.BindAsync(http) : null;
}
