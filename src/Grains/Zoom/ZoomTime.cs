using System.Globalization;

namespace ZoomOrleans.Zoom;

/// <summary>
/// Zoom's times: ISO 8601 (UTC where no offset is given), or milliseconds or seconds since 1970. They are cut to
/// whole milliseconds: the database keeps microseconds, and a finer time would not equal itself after a reload.
/// </summary>
public static class ZoomTime
{
    // Outside of these years something is wrong, and the arithmetic of schedules could leave the calendar.
    const int FirstYear = 2000;
    const int LastYear = 2100;
    const long SecondsMax = 99_999_999_999; // as milliseconds these are years before FirstYear: no number is both

    static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK"];

    static readonly DateTimeOffset First = new(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset End = new(LastYear + 1, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Null where the text is no time of these years.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var culture = CultureInfo.InvariantCulture;
        text = text.Trim();
        if (long.TryParse(text, NumberStyles.None, culture, out var number)) return OfUnix(number);
        if (!DateTimeOffset.TryParseExact(text, Formats, culture, Utc, out var time)) return null;
        return time >= First && time < End ? Cut(time) : null;
    }

    static DateTimeOffset? OfUnix(long number)
    {
        var milliseconds = number <= SecondsMax ? number * 1000 : number;
        if (milliseconds < First.ToUnixTimeMilliseconds()) return null;
        if (milliseconds >= End.ToUnixTimeMilliseconds()) return null;
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }

    static DateTimeOffset Cut(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
