using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Calendar;

/// <summary>What goes wrong with calendars in systems of this kind, by its name.</summary>
[Collection(SharedApp.Name)]
public sealed class KnownCalendarFaultTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Any_user_putting_an_event_with_a_link_into_everybodys_calendar_is_not_possible()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var phishing = new { title = "Exam", location = "https://evil.example", targetAudience = "all" };
        foreach (var person in (Guid[])[AppProcess.AdminId, school.Teacher, school.Students[0], school.Parent])
            (await app.As(person).Post("/api/calendar/events", phishing)).Is(HttpStatusCode.MethodNotAllowed);

        Assert.Equal(false, await Statements.Run(
            app.Database.AdminConnectionString,
            "SELECT has_any_column_privilege('app_user', 'calendar_events', 'INSERT, UPDATE') "
                + "OR has_table_privilege('app_user', 'calendar_events', 'DELETE, TRUNCATE')"));
    }

    [PostgresFact]
    public async Task A_meeting_that_is_changed_or_cancelled_leaves_no_old_event_behind()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var student = app.As(school.Students[0]);
        var start = Calendars.InDays(3);
        var meeting = await school.AddMeeting(("startTime", start.Written()));

        (await app.Admin.Patch(meeting.Path, new { startTime = start.AddHours(2).Written(), duration = 30 }))
            .Is(HttpStatusCode.OK);
        var moved = Assert.Single(await student.OfClass(school.Class));
        Assert.Equal(start.AddHours(2).Written(), moved.Text("start"));
        Assert.Equal(start.AddHours(2).AddMinutes(30).Written(), moved.Text("end"));

        (await app.Admin.Delete(meeting.Path)).Is(HttpStatusCode.NoContent);
        Assert.Empty(await student.OfClass(school.Class));
    }

    [PostgresFact]
    public async Task Parents_missing_from_those_who_see_the_calendar_is_not_so()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.AddMeeting(("startTime", Calendars.InDays(3).Written()));

        Assert.Single(await app.As(school.Parent).OfClass(school.Class));
        Assert.Single((await app.Calendar(await app.As(school.Parent).Feed())).Events);
    }

    /// <summary>However the server's clock is set: its zone is none of these.</summary>
    [PostgresTheory]
    [InlineData("Asia/Manila")]
    [InlineData("America/New_York")]
    public async Task Start_and_end_are_of_one_clock_and_of_the_meetings_not_the_servers(string zone)
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var start = Calendars.InDays(3);
        await school.AddMeeting(("startTime", start.Written()), ("timezone", zone));

        var one = Assert.Single((await app.Calendar(await app.As(school.Teacher).Feed())).Events);

        Assert.Equal((zone, zone), (one.Start!.TzId, one.End!.TzId));
        Assert.Equal(TimeZoneInfo.ConvertTime(start, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime, one.Start.Value);
        Assert.Equal((start.UtcDateTime, start.UtcDateTime.AddHours(1)), (one.Start.AsUtc, one.End.AsUtc));
    }

    [PostgresFact]
    public async Task A_link_that_bypasses_registration_stands_in_nobodys_calendar()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("startTime", Calendars.InDays(3).Written()), ("registrationEnabled", true));
        foreach (var person in (Guid[])[AppProcess.AdminId, school.Teacher, school.Students[0], school.Parent])
        {
            var feed = (await app.Anonymous.Get((await app.As(person).Feed()).PathAndQuery)).Body;
            var events = (await app.As(person).Get($"/api/calendar/events?classId={school.Class}")).Body;

            foreach (var text in (string[])[feed, events])
                Assert.DoesNotContain("zoom.example", text, StringComparison.Ordinal);
            Assert.Equal(person != school.Parent, Unfolded(feed).Contains(
                $"LOCATION:{app.Address}join/{meeting.Id}\r\n", StringComparison.Ordinal));
        }
    }

    static string Unfolded(string feed) => feed.Replace("\r\n ", "", StringComparison.Ordinal);
}
