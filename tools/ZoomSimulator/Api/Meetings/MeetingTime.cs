using System.Globalization;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Times as callers write them: with Z they are UTC, without they are local to the meeting's time zone.</summary>
static class MeetingTime
{
    const DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static DateTimeOffset? Utc(string text, string field, Fields errors)
    {
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, AsUtc, out var time))
            return time;
        errors.Add(field);
        return null;
    }

    public static DateTimeOffset? Read(string text, string timeZone, string field, Fields errors)
    {
        if (text.EndsWith('Z'))
            return Utc(text, field, errors);
        const string local = "yyyy-MM-dd'T'HH:mm:ss";
        if (DateTime.TryParseExact(text, local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return InZone(time, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        errors.Add(field);
        return null;
    }

    /// <summary>A time that a clock leaves out in spring is taken an hour later.</summary>
    public static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone)
    {
        var time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(time))
            time = time.AddHours(1);
        return new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
    }
}
