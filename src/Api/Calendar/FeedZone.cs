using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.TimeZones;

namespace ZoomOrleans.Api.Calendar;

/// <summary>
/// A time zone as a feed explains it: each change of the clocks in the time of the events by itself. A rule for all years
/// (what Ical.Net would write) is wrong where the changes follow none.
/// </summary>
static class FeedZone
{
    /// <summary>The time on the wall; where the clocks show it a second time, in UTC.</summary>
    public static CalDateTime Time(DateTimeOffset time, DateTimeZone zone)
    {
        var instant = Instant.FromDateTimeOffset(time);
        var local = instant.InZone(zone).LocalDateTime;
        return zone == DateTimeZone.Utc || zone.MapLocal(local).First().ToInstant() != instant
            ? new CalDateTime(time.UtcDateTime) : new CalDateTime(local.ToDateTimeUnspecified(), zone.Id);
    }

    /// <summary>From a day before the first event to a day after the last one.</summary>
    public static VTimeZone Of(DateTimeZone zone, DateTimeOffset first, DateTimeOffset last)
    {
        var (from, to) = (Instant.FromDateTimeOffset(first.AddDays(-1)), Instant.FromDateTimeOffset(last.AddDays(1)));
        var described = new VTimeZone(zone.Id);
        var before = zone.GetUtcOffset(from);
        foreach (var interval in zone.GetZoneIntervals(from, to))
        {
            var start = interval.HasStart && interval.Start > from ? interval.Start : from;
            described.Children.Add(Change(interval, start, before));
            before = interval.WallOffset;
        }
        return described;
    }

    static VTimeZoneInfo Change(ZoneInterval interval, Instant start, Offset before) =>
        new(interval.Savings == Offset.Zero ? Components.Standard : Components.Daylight)
        {
            Start = new CalDateTime(start.WithOffset(before).LocalDateTime.ToDateTimeUnspecified()),
            OffsetFrom = new UtcOffset(before.ToTimeSpan()),
            OffsetTo = new UtcOffset(interval.WallOffset.ToTimeSpan()),
            TimeZoneName = interval.Name,
        };
}
