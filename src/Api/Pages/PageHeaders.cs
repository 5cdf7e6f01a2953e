namespace ZoomOrleans.Api.Pages;

/// <summary>What browsers are told not to do with anything that comes from here.</summary>
static class PageHeaders
{
    /// <summary>Nothing from elsewhere and nothing inline: a name that got into a page as script would still not run.</summary>
    const string Policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>It has script and style inline, and shows nothing of the school's.</summary>
    static readonly PathString ApiReference = "/docs";

    /// <summary>At the last moment: whoever answers for what was thrown begins with no headers.</summary>
    public static void UsePageHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var isApiReference = context.Request.Path.StartsWithSegments(ApiReference, StringComparison.Ordinal);
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers, isApiReference);
            return Task.CompletedTask;
        });
        return next(context);
    });

    static void Set(IHeaderDictionary headers, bool isApiReference)
    {
        if (!isApiReference)
            headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // Addresses hold ids of meetings and students.
        headers["Referrer-Policy"] = "same-origin";
    }
}
