using System.Text;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using IcalEvent = Ical.Net.CalendarComponents.CalendarEvent;

namespace ZoomOrleans.Api.Calendar;

/// <summary>An event as a feed tells of it.</summary>
/// <param name="Event">The event.</param>
/// <param name="IsCancelled">It will not take place.</param>
/// <param name="Sequence">How often it was changed.</param>
/// <param name="ChangedAt">The last time.</param>
sealed record FeedEvent(CalendarEvent Event, bool IsCancelled, int Sequence, DateTimeOffset ChangedAt);

/// <summary>
/// Events as an iCalendar file (RFC 5545). The same events give the same file, whenever it is written.
/// </summary>
static class Feed
{
    /// <param name="events">By start.</param>
    /// <param name="schoolZone">Stands in for time zones that nobody knows.</param>
    public static string Of(IReadOnlyList<FeedEvent> events, string schoolZone)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//ZoomOrleans//Calendar//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", "Lessons");
        // How often programs ask again, in the words of RFC 7986 and in older ones.
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        foreach (var ofZone in events.GroupBy(one => Zone(one.Event.Timezone) ?? Zone(schoolZone) ?? DateTimeZone.Utc))
        {
            if (ofZone.Key != DateTimeZone.Utc)
                calendar.AddTimeZone(FeedZone.Of(
                    ofZone.Key, ofZone.Min(one => one.Event.Start), ofZone.Max(one => one.Event.End)));
            calendar.Events.AddRange(ofZone.Select(one => Entry(one, ofZone.Key)));
        }
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    static IcalEvent Entry(FeedEvent told, DateTimeZone zone)
    {
        var one = told.Event;
        return new()
        {
            Uid = $"{one.Id}@zoomorleans",
            Sequence = told.Sequence,
            Status = told.IsCancelled ? "CANCELLED" : "CONFIRMED",
            Summary = Text(one.Title.ReplaceLineEndings(" ")),
            Description = one.Description is { } description ? Text(description) : null,
            Start = FeedZone.Time(one.Start, zone),
            End = FeedZone.Time(one.End, zone),
            Location = one.Location,
            Url = one.Location is { } page ? new Uri(page) : null,
            DtStamp = new CalDateTime(told.ChangedAt.UtcDateTime),
            LastModified = new CalDateTime(told.ChangedAt.UtcDateTime),
        };
    }

    static DateTimeZone? Zone(string name) =>
        name is "UTC" or "Etc/UTC" ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    /// <summary>Line ends are written as such; other control characters some programs take for line ends.</summary>
    static string Text(string text) => new StringBuilder()
        .AppendJoin(null, text.ReplaceLineEndings("\n").Select(one => one != '\n' && char.IsControl(one) ? ' ' : one))
        .ToString();
}
