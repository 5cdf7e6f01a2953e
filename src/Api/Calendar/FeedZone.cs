using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;

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

    public static VTimeZone Of(DateTimeZone zone, DateTimeOffset from, DateTimeOffset to)
    {
        var described = new VTimeZone(zone.Id);
        var intervals = zone.GetZoneIntervals(Instant.FromDateTimeOffset(from.AddDays(-1)), Instant.FromDateTimeOffset(to.AddDays(1)));
        var before = intervals.First().WallOffset;
        foreach (var interval in intervals)
        {
            described.Children.Add(Change(interval, before, Instant.FromDateTimeOffset(from.AddDays(-1))));
            before = interval.WallOffset;
        }
        return described;
    }

    static VTimeZoneInfo Change(NodaTime.TimeZones.ZoneInterval interval, Offset before, Instant first)
    {
        var start = interval.HasStart && interval.Start > first ? interval.Start : first;
        return new VTimeZoneInfo(interval.Savings == Offset.Zero ? Components.Standard : Components.Daylight)
        {
            Start = new CalDateTime(start.WithOffset(before).LocalDateTime.ToDateTimeUnspecified()),
            OffsetFrom = new UtcOffset(before.ToTimeSpan()),
            OffsetTo = new UtcOffset(interval.WallOffset.ToTimeSpan()),
            TimeZoneName = interval.Name,
        };
    }
}
