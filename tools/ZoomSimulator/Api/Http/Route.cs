namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>One of Zoom's endpoints.</summary>
/// <param name="Template">As <c>/meetings/{meetingId}</c>, without the version before it.</param>
/// <param name="Category">Which rate limit it counts to; null: none.</param>
/// <param name="Scope">What a token must hold, here or with <c>:admin</c>; null: no token is needed.</param>
sealed record Route(
    string Method, string Template, RateCategory? Category, string? Scope, Func<ApiCall, ApiAnswer> Answer)
{
    readonly string[] parts = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>As <c>GET /meetings/{meetingId}</c>.</summary>
    public string Name => $"{Method} {Template}";

    public bool IsWrite => Method != "GET";

    public bool HasBody => Method is "POST" or "PUT" or "PATCH";

    /// <summary>The values in the path; null where it is another one.</summary>
    public IReadOnlyDictionary<string, string>? Match(string method, IReadOnlyList<string> segments)
    {
        if (method != Method || segments.Count != parts.Length)
            return null;
        var values = new Dictionary<string, string>();
        foreach (var (part, segment) in parts.Zip(segments))
        {
            if (!part.StartsWith('{'))
            {
                if (part != segment)
                    return null;
            }
            else if (PathSegments.Decoded(segment) is { } value)
                values[part.Trim('{', '}')] = value;
            else
                return null;
        }
        return values;
    }
}
