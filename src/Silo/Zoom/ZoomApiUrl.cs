namespace ZoomOrleans.Silo.Zoom;

/// <summary>Where Zoom's API is.</summary>
static class ZoomApiUrl
{
    /// <summary>Where nothing else is said.</summary>
    public static readonly Uri Usual = new("https://api.zoom.us/v2");

    static readonly string[] Zooms = ["zoom.us", "zoomgov.com"];

    /// <summary>A token opens the whole account: it goes to Zoom, or to where it comes from, and to nobody else.</summary>
    /// <param name="told">As the answer with the token has it.</param>
    /// <param name="oauth">Where that was asked for.</param>
    /// <returns>Null where there is none, or none that a token may be sent to.</returns>
    public static Uri? Trusted(string? told, Uri oauth)
    {
        if (!Uri.TryCreate(told, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
            return null;
        // A simulated Zoom on this machine.
        if (oauth.IsLoopback && url.Scheme == oauth.Scheme && url.Authority == oauth.Authority)
            return url;
        return url.Scheme == Uri.UriSchemeHttps && Zooms.Append(oauth.IdnHost).Any(domain => IsWithin(url.IdnHost, domain))
            ? url : null;
    }

    /// <summary>The same path and query as they are written, elsewhere.</summary>
    public static Uri At(this Uri request, Uri api) =>
        new($"{api.GetLeftPart(UriPartial.Authority)}{request.PathAndQuery}", UriKind.Absolute);

    static bool IsWithin(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);
}
