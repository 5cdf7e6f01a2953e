using System.Globalization;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>One date of a recurring meeting; its id is the start it was first given, in milliseconds since 1970.</summary>
sealed record Occurrence(string Id, DateTimeOffset Start, int Duration, bool IsDeleted = false)
{
    public DateTimeOffset End => Start.AddMinutes(Duration);

    public static Occurrence At(DateTimeOffset start, int duration) =>
        new(start.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), start, duration);
}
