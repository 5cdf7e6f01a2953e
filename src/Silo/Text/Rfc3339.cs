using System.Globalization;

namespace ZoomOrleans.Silo.Text;

/// <summary>Times and days as our routes read and write them: <c>2026-11-22T08:00:00Z</c>, <c>2026-11-22</c>.</summary>
public static class Rfc3339
{
    /// <summary>No lesson and no enrolment lies outside; and PostgreSQL keeps the extremes as infinities.</summary>
    const int YearMin = 1900;
    const int YearMax = 2200;

    static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <param name="text">A time that names its offset.</param>
    /// <param name="time">The time in UTC.</param>
    public static bool TryRead(string? text, out DateTimeOffset time)
    {
        time = default;
        const DateTimeStyles keepKind = DateTimeStyles.RoundtripKind;
        if (!DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, keepKind, out var read)
            || read.Kind == DateTimeKind.Unspecified || !IsInRange(read.Year))
            return false;
        time = new DateTimeOffset(read.ToUniversalTime());
        return true;
    }

    public static bool IsInRange(int year) => year is >= YearMin and <= YearMax;

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
