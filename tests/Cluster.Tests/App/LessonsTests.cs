using System.Globalization;
using ZoomOrleans.Silo.Meetings;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Cluster.Tests.App;

public sealed class LessonsTests
{
    const string Manila = "Asia/Manila";

    [Fact]
    public void Daily_lessons_are_so_many_days_apart() => Means(
        new() { Type = RecurrenceType.Daily, Interval = 2, Count = 3 }, "2026-11-23T00:30Z", Manila,
        "2026-11-23T00:30Z", "2026-11-25T00:30Z", "2026-11-27T00:30Z");

    [Fact]
    public void The_last_day_is_included() => Means(
        new() { Type = RecurrenceType.Daily, Until = At("2026-11-24") }, "2026-11-22T23:30Z", Manila,
        "2026-11-22T23:30Z", "2026-11-23T23:30Z");

    [Fact]
    public void A_time_is_included_where_a_lesson_begins_at_it() => Means(
        new() { Type = RecurrenceType.Daily, Until = At("2026-11-24T00:30:00Z") }, "2026-11-23T00:30Z", Manila,
        "2026-11-23T00:30Z", "2026-11-24T00:30Z");

    [Fact]
    public void Weekly_lessons_are_on_their_days_in_the_zone_of_the_meeting() => Means(
        new() { Type = RecurrenceType.Weekly, WeekDays = [Weekday.Fri, Weekday.Mon, Weekday.Mon], Count = 4 },
        "2026-11-23T23:30Z", Manila, // a Tuesday in Manila
        "2026-11-26T23:30Z", "2026-11-29T23:30Z", "2026-12-03T23:30Z", "2026-12-06T23:30Z");

    [Fact]
    public void Every_second_week_counts_from_the_week_of_the_start() => Means(
        new() { Type = RecurrenceType.Weekly, Interval = 2, WeekDays = [Weekday.Mon, Weekday.Thu], Count = 3 },
        "2026-11-25T01:00Z", Manila, // a Wednesday
        "2026-11-26T01:00Z", "2026-12-07T01:00Z", "2026-12-10T01:00Z");

    [Fact]
    public void Weekly_lessons_are_on_the_day_of_the_start_if_nobody_says_otherwise() => Means(
        new() { Type = RecurrenceType.Weekly, Count = 2 }, "2026-11-22T23:30Z", Manila, "2026-11-22T23:30Z", "2026-11-29T23:30Z");

    [Fact]
    public void Months_without_the_day_are_left_out() => Means(
        new() { Type = RecurrenceType.Monthly, MonthDay = 31, Count = 3 }, "2026-01-15T01:00Z", Manila,
        "2026-01-31T01:00Z", "2026-03-31T01:00Z", "2026-05-31T01:00Z");

    [Fact]
    public void The_29th_of_February_comes_every_four_years() => Means(
        new() { Type = RecurrenceType.Monthly, Interval = 12, Until = At("2032-12-31") }, "2028-02-29T01:00Z", Manila,
        "2028-02-29T01:00Z", "2032-02-29T01:00Z");

    [Fact]
    public void The_time_on_the_wall_stays_when_the_clocks_change() => Means(
        new() { Type = RecurrenceType.Weekly, Count = 3 }, "2026-10-20T07:00Z", "Europe/Berlin",
        "2026-10-20T07:00Z", "2026-10-27T08:00Z", "2026-11-03T08:00Z");

    [Fact]
    public void A_time_that_no_clock_shows_is_later_and_one_shown_twice_is_the_first()
    {
        Means(new() { Type = RecurrenceType.Daily, Count = 2 }, "2026-03-28T01:30Z", "Europe/Berlin", "2026-03-28T01:30Z", "2026-03-29T01:30Z");
        Means(new() { Type = RecurrenceType.Daily, Count = 2 }, "2026-10-24T00:30Z", "Europe/Berlin", "2026-10-24T00:30Z", "2026-10-25T00:30Z");
    }

    [Fact]
    public void There_are_never_many_more_than_the_limit()
    {
        var lessons = Of(new() { Type = RecurrenceType.Daily, Until = At("2199-01-01") }, "2026-11-23T00:30Z", Manila);

        Assert.Equal(Lessons.CountMax + 1, lessons.Count);
    }

    [Fact]
    public void What_never_comes_ends() => Assert.Empty(
        Of(new() { Type = RecurrenceType.Monthly, Interval = 12, MonthDay = 30, Count = 2 }, "2026-02-01T00:30Z", Manila));

    static void Means(Recurrence recurrence, string start, string zone, params string[] starts) =>
        Assert.Equal(starts, Of(recurrence, start, zone).Select(lesson => lesson.Start.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)));

    static IReadOnlyList<PlannedLesson> Of(Recurrence recurrence, string start, string zone) => Lessons.Of(
        DateTimeOffset.Parse(start, CultureInfo.InvariantCulture), 50, TimeZoneInfo.FindSystemTimeZoneById(zone), recurrence);

    static TimeOrDate At(string text) => TimeOrDate.Parse(text, null);
}
