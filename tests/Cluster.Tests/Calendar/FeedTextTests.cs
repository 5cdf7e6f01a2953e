using System.Text;
using ZoomOrleans.Api.Calendar;

namespace ZoomOrleans.Cluster.Tests.Calendar;

/// <summary>The file itself, whatever stands in it.</summary>
public sealed class FeedTextTests
{
    static readonly string[] Properties =
    [
        "BEGIN", "END", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "TZID",
        "X-LIC-LOCATION", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "UID", "SEQUENCE", "STATUS",
        "SUMMARY", "DESCRIPTION", "LOCATION", "URL",
    ];

    [Theory]
    [InlineData("Commas, semicolons; back\\slashes: \"quotes\"")]
    [InlineData("Übung für 数学 👩🏽‍🏫 📹")]
    [InlineData("Right \u202Eto left\u202C and \u2067isolated\u2069")]
    [InlineData("END:VEVENT")]
    [InlineData("a\\nb \\; c")]
    public void Text_comes_out_as_it_went_in(string text)
    {
        var one = Assert.Single(Read(Feed.Of([Lesson("2026-03-02T00:30:00Z", text: text)], "UTC")).Events);

        Assert.Equal((text, text), (one.Summary, one.Description));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\u000b")]
    [InlineData("\u000c")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\0")]
    public void No_line_end_in_a_text_makes_a_property(string end)
    {
        var text = $"Mathematics{end}ATTENDEE:mailto:x@evil.example{end}{end}END:VEVENT{end}BEGIN:VALARM";

        var feed = Feed.Of([Lesson("2026-03-02T00:30:00Z", text: text)], "UTC");

        // As a program reads it that knows many line ends.
        foreach (var line in feed.Replace("\r\n ", "", StringComparison.Ordinal)
            .Split(['\r', '\n', '\u000b', '\u000c', '\u0085', '\u2028', '\u2029', '\0'], StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(line.Split(':', ';')[0], Properties);
        var one = Assert.Single(Read(feed).Events);
        Assert.Empty(one.Attendees);
        Assert.Empty(one.Alarms);
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_no_character_is_torn()
    {
        var text = string.Concat(Enumerable.Repeat("é📹x", 200));

        var feed = Feed.Of([Lesson("2026-03-02T00:30:00Z", text: text)], "UTC");

        Assert.All(feed.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(feed)));
        Assert.Equal(text, Assert.Single(Read(feed).Events).Summary);
    }

    /// <summary>For programs that know no time zones but those which the file explains.</summary>
    [Fact]
    public void The_changes_of_the_clocks_stand_in_the_file()
    {
        var feed = Feed.Of(
            [Lesson("2026-03-23T08:00:00Z"), Lesson("2026-03-30T07:00:00Z"), Lesson("2026-10-26T08:00:00Z")], "UTC");

        Assert.Contains("DTSTART;TZID=Europe/Berlin:20260323T090000\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Berlin:20260330T090000\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Berlin:20261026T090000\r\n", feed, StringComparison.Ordinal);
        Assert.Equal(
            [
                "STANDARD 20260322T090000 +0100 +0100", "DAYLIGHT 20260329T020000 +0100 +0200",
                "STANDARD 20261025T030000 +0200 +0100",
            ],
            Changes(feed));
    }

    [Theory]
    [InlineData("Asia/Manila", "STANDARD 20260322T160000 +0800 +0800")]
    // Where the clocks follow no rule for all years, and where they did once.
    [InlineData("Africa/Casablanca", "STANDARD")]
    [InlineData("America/Sao_Paulo", "STANDARD 20260322T050000 -0300 -0300")]
    public void A_zone_is_explained_from_before_the_first_event(string zone, string first)
    {
        var feed = Feed.Of([Lesson("2026-03-23T08:00:00Z", zone), Lesson("2026-03-24T08:00:00Z", zone)], "UTC");

        Assert.StartsWith(first, Assert.Single(Changes(feed)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_clocks_show_twice_is_told_apart()
    {
        var feed = Feed.Of([Lesson("2026-10-25T00:30:00Z"), Lesson("2026-10-25T01:30:00Z")], "UTC");

        Assert.Equal(
            [new DateTime(2026, 10, 25, 0, 30, 0), new DateTime(2026, 10, 25, 1, 30, 0)],
            Read(feed).Events.Select(one => one.Start!.AsUtc).Order());
        Assert.Contains("DTSTART;TZID=Europe/Berlin:20261025T023000\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20261025T013000Z\r\n", feed, StringComparison.Ordinal);
    }

    [Fact]
    public void In_an_unknown_zone_the_schools_counts()
    {
        var feed = Feed.Of([Lesson("2026-03-23T08:00:00Z", "Nowhere:20260101\r\nATTENDEE:x")], "Asia/Manila");

        Assert.Contains("DTSTART;TZID=Asia/Manila:20260323T160000\r\n", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("Nowhere", feed, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_events_it_is_a_calendar_still() => Assert.Empty(Read(Feed.Of([], "Asia/Manila")).Events);

    static Ical.Net.Calendar Read(string feed) => Ical.Net.Calendar.Load(feed)!;

    static List<string> Changes(string feed) =>
        [.. from zone in Read(feed).TimeZones
            from change in zone.Children.OfType<Ical.Net.VTimeZoneInfo>()
            orderby change.Start!.Value
            let offsets = $"{Written(change.OffsetFrom!)} {Written(change.OffsetTo!)}"
            select $"{change.Name} {change.Start!.Value:yyyyMMddTHHmmss} {offsets}"];

    static string Written(Ical.Net.DataTypes.UtcOffset offset) =>
        $"{(offset.Positive ? '+' : '-')}{offset.Offset:hhmm}";

    static FeedEvent Lesson(string start, string zone = "Europe/Berlin", string text = "Mathematics")
    {
        var at = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        var one = new CalendarEvent
        {
            Id = Guid.NewGuid(),
            Title = text,
            Description = text,
            Start = at,
            End = at.AddHours(1),
            Timezone = zone,
            Location = "https://school.example/join/1",
            Type = CalendarEventType.Meeting,
            MeetingId = Guid.NewGuid(),
        };
        return new FeedEvent(one, false, 0, at);
    }
}
