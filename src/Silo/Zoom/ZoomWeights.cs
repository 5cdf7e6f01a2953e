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
        if (path.Contains("/report/", StringComparison.Ordinal) || EndsWith("/batch_registrants"))
            return new(ZoomWeight.Heavy);
        var isMedium = EndsWith("/registrants/status") || EndsWith("/webhook_logs")
            || path.Contains("/past_meetings/", StringComparison.Ordinal) && (EndsWith("/participants") || EndsWith("/instances"))
            || request.Method == HttpMethod.Get && (EndsWith("/registrants") || EndsWith("/meetings"));
        return new(
            isMedium ? ZoomWeight.Medium : ZoomWeight.Light,
            request.Options.TryGetValue(Host, out var host) ? host : null);

        bool EndsWith(string end) => path.EndsWith(end, StringComparison.Ordinal);
    }

    /// <summary>The host or meeting that a call changes, as it stands in its path; null: none.</summary>
    public static string? Changed(HttpRequestMessage request) =>
        request.Method != HttpMethod.Get && Written().Match(request.RequestUri!.AbsolutePath) is { Success: true } written
            ? written.Value : null;

    /// <summary>Whose meeting a call changes, where its path does not say so.</summary>
    public static readonly HttpRequestOptionsKey<string?> Host = new(HostProperty);

    public const string HostProperty = "zoom-host";

    [GeneratedRegex("/users/(?<host>[^/]+)/meetings$")]
    private static partial Regex CreatesMeeting();

    [GeneratedRegex("(?:users|meetings)/[^/]+")]
    private static partial Regex Written();
}
