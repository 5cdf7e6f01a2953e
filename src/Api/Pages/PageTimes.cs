using System.Globalization;

namespace ZoomOrleans.Api.Pages;

/// <summary>Times as people of the school read them.</summary>
static class PageTimes
{
    public static string DayAndTime(DateTimeOffset time, string zone) => Format(time, zone, "ddd d MMM yyyy, HH:mm");

    public static string Day(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    public static string LongDay(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string ShortDay(DateTimeOffset time, string zone) => Format(time, zone, "ddd d MMM");

    public static string Minute(DateTimeOffset time, string zone) => Format(time, zone, "HH:mm");

    public static string Time(DateTimeOffset? time, string zone) => time is { } known ? Format(known, zone, "HH:mm:ss") : "";

    public static string WeekDay(DateOnly day) => day.ToString("ddd", CultureInfo.InvariantCulture);

    public static string WeekDay(DateTimeOffset time, string zone) => Format(time, zone, "ddd");

    public static string DayOfMonth(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    public static string DayOfMonth(DateTimeOffset time, string zone) => Format(time, zone, "d MMM");

    /// <summary>Minutes and seconds, where they grow before one's eyes.</summary>
    public static string Length(long seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    /// <summary>Where seconds would only distract.</summary>
    public static string InMinutes(long seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min");

    static string Format(DateTimeOffset time, string zone, string format) =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? TimeZoneInfo.ConvertTime(time, known) : time)
        .ToString(format, CultureInfo.InvariantCulture);
}
