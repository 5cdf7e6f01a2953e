namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Reads paths as Zoom does, from the bytes of the request line: a framework has undone the encoding that matters here.
/// A uuid with a slash must come encoded; one that begins with a slash or has two in a row must come encoded twice, or
/// Zoom sees another path.
/// </summary>
static class PathSegments
{
    public static string[] Of(string rawTarget)
    {
        var path = rawTarget.Split('?', 2)[0];
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Null where Zoom would not know the path.</summary>
    public static string? Decoded(string raw)
    {
        var once = Uri.UnescapeDataString(raw);
        if (once.StartsWith('/') || once.Contains("//", StringComparison.Ordinal))
            return null;
        return Uri.UnescapeDataString(once);
    }
}
