using System.Globalization;
using System.Net;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

public sealed class RecurrenceTests
{
    [Theory]
    // 2026-03-02 is a Monday.
    [InlineData("""{"type":1,"repeat_interval":2,"end_times":3}""", "03-02 03-04 03-06")]
    [InlineData("""{"type":2,"weekly_days":"2,4","end_times":4}""", "03-02 03-04 03-09 03-11")]
    [InlineData("""{"type":2,"repeat_interval":2,"weekly_days":"1,2","end_times":4}""", "03-02 03-15 03-16 03-29")]
    [InlineData("""{"type":2,"end_date_time":"2026-03-16T09:00:00Z"}""", "03-02 03-09 03-16")]
    [InlineData("""{"type":3,"monthly_day":31,"end_times":2}""", "03-31 05-31")]
    [InlineData("""{"type":3,"monthly_week":-1,"monthly_week_day":6,"end_times":2}""", "03-27 04-24")]
    [InlineData("""{"type":3,"repeat_interval":2,"monthly_week":1,"monthly_week_day":2,"end_times":2}""", "03-02 05-04")]
    public async Task A_recurring_meeting_has_its_dates(string recurrence, string dates)
    {
        await using var caller = await Caller.Start();
        var made = await caller.Post($"users/{Caller.Host.Id}/meetings", $$"""
            {"type":8,"start_time":"2026-03-02T09:00:00Z","timezone":"UTC","recurrence":{{recurrence}}}
            """);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Null(made.Json["start_time"]);
        Assert.Equal(dates, string.Join(' ', made.Texts("occurrences", "start_time").Select(time => time[5..10])));
        Assert.Equal(
            made.Json["occurrences"]!.AsArray().Select(date => date!.Time("start_time").ToUnixTimeMilliseconds()),
            made.Texts("occurrences", "occurrence_id").Select(id => long.Parse(id, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_lesson_stays_at_its_hour_when_the_clocks_change()
    {
        await using var caller = await Caller.Start();
        var made = await caller.Post($"users/{Caller.Host.Id}/meetings", """
            {"type":8,"start_time":"2026-03-23T09:00:00","timezone":"Europe/Berlin","recurrence":{"type":2,"end_times":2}}
            """);
        Assert.Equal(["2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z"], made.Texts("occurrences", "start_time"));
    }

    [Fact]
    public async Task One_date_is_moved_and_keeps_its_id_and_another_is_deleted()
    {
        await using var caller = await Caller.Start();
        var (id, dates) = await Weekly(caller);
        var path = $"meetings/{id}?occurrence_id=";
        Assert.Equal(204, (int)(await caller.Patch(path + dates[0], """{"start_time":"2026-03-10T10:00:00Z"}""")).Status);
        Assert.Equal(204, (int)(await caller.Delete(path + dates[1])).Status);
        Assert.Equal((400, 3000), (await caller.Delete(path + dates[1])).Error);
        Assert.Equal((400, 3000), (await caller.Patch(path + "1", "{}")).Error);
        var meeting = await caller.Get($"meetings/{id}");
        Assert.Equal(dates, meeting.Texts("occurrences", "occurrence_id"));
        Assert.Equal("2026-03-10T10:00:00Z", meeting.Texts("occurrences", "start_time").First());
        Assert.Equal(["available", "deleted", "available"], meeting.Texts("occurrences", "status"));
        Assert.Equal("2026-03-10T10:00:00Z", (await caller.Get(path + dates[0])).Json.Text("start_time"));
    }

    [Fact]
    public async Task Dates_that_are_over_are_shown_to_who_asks_for_them()
    {
        await using var caller = await Caller.Start(new() { TokenLife = TimeSpan.FromDays(30) });
        var (id, dates) = await Weekly(caller);
        caller.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(dates[1..], (await caller.Get($"meetings/{id}")).Texts("occurrences", "occurrence_id"));
        var all = await caller.Get($"meetings/{id}?show_previous_occurrences=true");
        Assert.Equal(dates, all.Texts("occurrences", "occurrence_id"));
    }

    [Fact]
    public async Task Moving_a_series_needs_its_recurrence_again()
    {
        await using var caller = await Caller.Start();
        var (id, _) = await Weekly(caller);
        Assert.Equal((400, 300), (await caller.Patch($"meetings/{id}", """{"start_time":"2026-04-01T09:00:00Z"}""")).Error);
        await caller.Patch($"meetings/{id}", """
            {"start_time":"2026-04-01T09:00:00Z","recurrence":{"type":1,"end_times":2}}
            """);
        Assert.Equal(
            ["2026-04-01T09:00:00Z", "2026-04-02T09:00:00Z"],
            (await caller.Get($"meetings/{id}")).Texts("occurrences", "start_time"));
    }

    static async Task<(string Id, string[] Dates)> Weekly(Caller caller)
    {
        var made = await caller.Post($"users/{Caller.Host.Id}/meetings", """
            {"type":8,"start_time":"2026-03-09T09:00:00Z","timezone":"UTC","recurrence":{"type":2,"end_times":3}}
            """);
        return (made.Json["id"]!.ToString(), [.. made.Texts("occurrences", "occurrence_id")]);
    }
}
