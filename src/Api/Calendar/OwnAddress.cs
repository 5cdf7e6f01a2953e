using Microsoft.AspNetCore.Http.Extensions;

namespace ZoomOrleans.Api.Calendar;

/// <summary>Our own pages as somebody finds them from elsewhere: at the site that the request was sent to.</summary>
static class OwnAddress
{
    public static string Of(HttpRequest request, string path) =>
        UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, path);
}
