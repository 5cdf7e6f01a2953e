using System.Globalization;

namespace ZoomOrleans.Api.Pages;

/// <summary>Times as people of the school read them.</summary>
static class PageTimes
{
    public static string DayAndTime(DateTimeOffset time, string zone) => Format(time, zone, "ddd d MMM yyyy, HH:mm");

    public static string Time(DateTimeOffset? time, string zone) => time is { } known ? Format(known, zone, "HH:mm:ss") : "";

    public static string Minute(DateTimeOffset time, string zone) => Format(time, zone, "HH:mm");

    public static string Length(long seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    static string Format(DateTimeOffset time, string zone, string format) =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? TimeZoneInfo.ConvertTime(time, known) : time)
        .ToString(format, CultureInfo.InvariantCulture);
}
