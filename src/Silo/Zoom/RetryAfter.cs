using System.Globalization;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>
/// Zoom's <c>Retry-After</c>: seconds, a date as HTTP writes it, or one as ISO 8601 does, which the framework does not
/// read.
/// </summary>
static class RetryAfter
{
    /// <returns>When to try again; null where Zoom does not say, or nothing that can be read.</returns>
    public static DateTimeOffset? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;
        var text = values.ToString().Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return now.AddSeconds(seconds);
        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date : null;
    }
}
