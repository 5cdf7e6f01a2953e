using System.Text.RegularExpressions;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>How Zoom weighs the calls that are made here.</summary>
static partial class ZoomWeights
{
    public static ZoomCall Of(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (CreatesMeeting().Match(path) is { Success: true } creation && request.Method == HttpMethod.Post)
            return new(ZoomWeight.Medium, Uri.UnescapeDataString(creation.Groups["host"].Value));
        if (path.Contains("/report/", StringComparison.Ordinal) || path.EndsWith("/batch_registrants", StringComparison.Ordinal))
            return new(ZoomWeight.Heavy);
        var isMedium = path.Contains("/past_meetings/", StringComparison.Ordinal)
                && (path.EndsWith("/participants", StringComparison.Ordinal) || path.EndsWith("/instances", StringComparison.Ordinal))
            || path.EndsWith("/registrants/status", StringComparison.Ordinal)
            || path.EndsWith("/webhook_logs", StringComparison.Ordinal)
            || request.Method == HttpMethod.Get
                && (path.EndsWith("/registrants", StringComparison.Ordinal) || path.EndsWith("/meetings", StringComparison.Ordinal));
        return new(isMedium ? ZoomWeight.Medium : ZoomWeight.Light, request.Options.TryGetValue(Host, out var host) ? host : null);
    }

    /// <summary>Whose meeting a call changes, where its path does not say so.</summary>
    public static readonly HttpRequestOptionsKey<string?> Host = new(HostProperty);

    public const string HostProperty = "zoom-host";

    [GeneratedRegex("/users/(?<host>[^/]+)/meetings$")]
    private static partial Regex CreatesMeeting();
}
