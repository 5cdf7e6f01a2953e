using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Calendar;

[Collection(SharedApp.Name)]
public sealed class EventTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_meeting_stands_in_the_calendar_of_those_who_see_it()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var start = Calendars.InDays(3);

        var meeting = await school.AddMeeting(("startTime", start.Written()), ("duration", 90), ("description", "Fractions"));

        var one = Assert.Single(await app.As(school.Students[0]).OfClass(school.Class));
        Assert.Equal("📹 Mathematics", one.Text("title"));
        Assert.Equal("Fractions", one.Text("description"));
        Assert.Equal(start.Written(), one.Text("start"));
        Assert.Equal(start.AddMinutes(90).Written(), one.Text("end"));
        Assert.Equal($"{app.Address}join/{meeting.Id}", one.Text("location"));
        Assert.Equal(school.Class, one.GetProperty("classId").GetGuid());
        Assert.Equal("meeting", one.Text("type"));
        Assert.Equal(meeting.Id, one.GetProperty("meetingId").GetGuid());
        foreach (var person in (Guid[])[AppProcess.AdminId, school.Teacher])
            Assert.Single(await app.As(person).OfClass(school.Class));
        foreach (var person in (Guid[])[school.OtherTeacher, school.Stranger])
            Assert.Empty(await app.As(person).OfClass(school.Class));
    }

    [PostgresFact]
    public async Task Parents_see_their_childrens_lessons_without_the_way_in()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.AddMeeting(("startTime", Calendars.InDays(3).Written()));

        var one = Assert.Single(await app.As(school.Parent).OfClass(school.Class));

        Assert.Null(one.Text("location"));
    }

    [PostgresFact]
    public async Task Each_lesson_of_a_recurring_meeting_is_an_event_and_without_a_time_there_is_none()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var start = Calendars.InDays(3);
        await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", start.Written()),
            ("recurrence", new { type = "daily", interval = 1, count = 3 }));
        await school.AddMeeting(("meetingType", "instant"));

        var events = await app.As(school.Teacher).OfClass(school.Class);

        Assert.Equal(
            [start.Written(), start.AddDays(1).Written(), start.AddDays(2).Written()], events.Select(one => one.Text("start")));
    }

    [PostgresFact]
    public async Task Events_are_asked_for_by_time_type_and_class_and_in_pages()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var start = Calendars.InDays(3);
        await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", start.Written()), ("classId", school.Class),
            ("recurrence", new { type = "daily", interval = 1, count = 3 }));
        var teacher = app.As(school.Teacher);

        // Others' meetings for all teachers are no matter here.
        var ofClass = $"/api/calendar/events?classId={school.Class}";
        var page = await teacher.Get($"{ofClass}&limit=2&type=meeting");
        Assert.Equal(2, page.Items.Count);
        Assert.Single((await teacher.Get($"{ofClass}&limit=2&type=meeting&after={page.NextCursor}")).Items);
        // From within the first to the moment at which the second begins; and the last day.
        Assert.Single((await teacher.Get(
            $"{ofClass}&from={start.AddMinutes(30).Written()}&to={start.AddDays(1).Written()}")).Items);
        Assert.Empty((await teacher.Get($"{ofClass}&from={start.AddDays(3).Written()}")).Items);
        Assert.Empty((await teacher.Get($"/api/calendar/events?classId={Guid.NewGuid()}")).Items);
        (await teacher.Get("/api/calendar/events?type=party")).Is(HttpStatusCode.BadRequest);
    }

    [PostgresFact]
    public async Task What_is_changed_of_a_meeting_shows_in_its_event()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var other = await app.Admin.Post("/api/classes", new { name = "8 Luna", teacherId = school.OtherTeacher });
        var start = Calendars.InDays(3);
        var meeting = await school.AddMeeting(("startTime", start.Written()));
        var before = Assert.Single(await app.Admin.OfClass(school.Class));

        (await app.Admin.Patch(meeting.Path, new
        {
            title = "Physics", description = "Levers", startTime = start.AddDays(1).Written(), classId = other.Id,
        })).Is(HttpStatusCode.OK);

        var one = Assert.Single(await app.Admin.OfClass(other.Id, events => events.Count > 0));
        Assert.Equal(before.Text("id"), one.Text("id"));
        Assert.Equal("📹 Physics", one.Text("title"));
        Assert.Equal("Levers", one.Text("description"));
        Assert.Equal(start.AddDays(1).Written(), one.Text("start"));
        Assert.Empty(await app.Admin.OfClass(school.Class));
        Assert.Single(await app.As(school.OtherTeacher).OfClass(other.Id));
        Assert.Empty(await app.As(school.Students[0]).OfClass(other.Id));
    }

    /// <summary>Nobody asks for the lessons to be computed: the change itself does.</summary>
    [PostgresTheory]
    [InlineData("title = 'Physics'", "title", "📹 Physics")]
    [InlineData("description = 'Levers'", "description", "Levers")]
    [InlineData("timezone = 'Europe/Berlin'", "timezone", "Europe/Berlin")]
    public async Task A_change_that_comes_past_the_api_shows_too(string change, string field, string value)
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("startTime", Calendars.InDays(3).Written()));

        await Statements.Run(
            app.Database.AdminConnectionString, $"UPDATE zoom_meetings SET {change} WHERE id = '{meeting.Id}'");

        await app.Admin.OfClass(school.Class, events => events.Single().Text(field) == value);
    }

    /// <summary>As the migration asks for it.</summary>
    [PostgresFact]
    public async Task Meetings_that_were_there_before_the_calendar_get_their_events()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("startTime", Calendars.InDays(3).Written()));

        await Statements.Run(app.Database.AdminConnectionString, $"""
            DELETE FROM calendar_events WHERE meeting_id = '{meeting.Id}';
            SET ROLE app_silo;
            SELECT access.make_due(array(SELECT id FROM public.zoom_meetings WHERE id = '{meeting.Id}'))
            """);

        await app.Admin.OfClass(school.Class, events => events.Count == 1);
    }

    [PostgresFact]
    public async Task A_lesson_that_is_void_is_not_in_the_calendar_until_that_is_undone()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        var occurrence = (await app.Admin.Get($"{meeting.Path}/occurrences")).Items.Single().Text("id");
        var path = $"{meeting.Path}/occurrences/{occurrence}/void";

        (await app.Admin.Post(path, new { reason = "Holiday" })).Is(HttpStatusCode.NoContent);
        Assert.Empty(await app.Admin.OfClass(school.Class));
        (await app.Admin.Delete(path)).Is(HttpStatusCode.NoContent);
        Assert.Single(await app.Admin.OfClass(school.Class));
    }
}
