using Microsoft.AspNetCore.Http;
using ZoomOrleans.Api.Pages.Errors;

namespace ZoomOrleans.Api.Pages;

/// <summary>What rendering pages needs.</summary>
public static class PageHosting
{
    /// <summary>Before the API's problems: the first writer that fits a request has it.</summary>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemPages>();
    }

    /// <summary>Browsers ask whether theirs are still the program's: their names stay the same when it changes.</summary>
    public static void UsePageFiles(this IApplicationBuilder app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
    });
}
