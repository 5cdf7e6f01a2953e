using System.Globalization;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>Reads the values of options; a <see cref="FormatException"/> says what should have been written.</summary>
static class Value
{
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new FormatException("an address that begins with http:// or https://");

    public static long Whole(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, Plain, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException(string.Create(Plain, $"a whole number from {least} to {most}"));

    public static int Count(string text, int least, int most) => (int)Whole(text, least, most);

    public static double Number(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, Plain, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException(string.Create(Plain, $"a number from {least} to {most}, as 0.2"));

    public static double Share(string text) => Number(text, 0, 1);

    public static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(Number(text, 0, 3600));

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, Plain, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : throw new FormatException("a time as 2026-11-22T08:00:00Z");
}
