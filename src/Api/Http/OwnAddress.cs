using Microsoft.AspNetCore.Http.Extensions;

namespace ZoomOrleans.Api.Http;

/// <summary>Our own pages as somebody finds them from elsewhere: at the site that the request was sent to.</summary>
static class OwnAddress
{
    public static string Of(HttpRequest request, string path, QueryString query = default) =>
        UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, path, query);
}
