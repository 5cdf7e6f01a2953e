using System.Net;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class MeetingTests(SharedAppFixture shared)
{
    const string Path = "/api/zoom/meetings";

    [PostgresFact]
    public async Task A_meeting_that_Zoom_has_already_is_entered_by_an_admin()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var request = school.MeetingRequest(("description", "Fractions"), ("settings", new { waitingRoom = true }));

        var added = (await app.Admin.Post(Path, request)).Is(HttpStatusCode.Created);

        Assert.Equal($"{Path}/{added.Id}", added.Response.Headers.Location!.ToString());
        var found = (await app.Admin.Get($"{Path}/{added.Id}")).Is(HttpStatusCode.OK);
        foreach (var field in new[] { "title", "description", "meetingType", "startTime", "timezone", "targetAudience", "zoomMeetingId", "joinUrl" })
            Assert.Equal(request[field], found.Text(field));
        Assert.Equal((school.Class, school.Teacher), (found["classId"].GetGuid(), found["hostId"].GetGuid()));
        Assert.Equal(60, found["duration"].GetInt32());
        Assert.True(found["settings"].GetProperty("waitingRoom").GetBoolean());
        Assert.Equal("ended", found.Text("status"));
        (await app.Admin.Post(Path, request)).Is(HttpStatusCode.Conflict);
    }

    [PostgresFact]
    public async Task Without_a_number_of_Zooms_the_meeting_needs_Zoom_which_is_not_connected()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var request = school.MeetingRequest(("zoomMeetingId", null), ("joinUrl", null));

        foreach (var user in new[] { AppProcess.AdminId, school.Teacher })
            Assert.Equal("ZOOM_NOT_CONFIGURED", (await app.As(user).Post(Path, request)).Is(HttpStatusCode.ServiceUnavailable).Text("code"));
    }

    [PostgresTheory]
    [InlineData("title", " ")]
    [InlineData("title", null)]
    [InlineData("startTime", null)]
    [InlineData("startTime", "2026-03-02T00:30:00")]
    [InlineData("startTime", "0001-01-01T00:00:00Z")]
    [InlineData("duration", 0)]
    [InlineData("duration", 1441)]
    [InlineData("duration", "60")]
    [InlineData("timezone", "Mars/Olympus")]
    [InlineData("timezone", "Singapore Standard Time")]
    [InlineData("timezone", "localtime")]
    [InlineData("targetAudience", "everybody")]
    [InlineData("meetingType", "sometimes")]
    [InlineData("classId", null)]
    [InlineData("zoomMeetingId", "812-345")]
    [InlineData("zoomMeetingId", "0812")]
    [InlineData("joinUrl", "javascript:alert(1)")]
    [InlineData("settings", "strict")]
    [InlineData("registrationEnabled", "yes")]
    [InlineData("startUrl", "https://zoom.example/s/1")]
    public async Task A_field_that_makes_no_sense_is_named(string field, object? value)
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);

        (await app.Admin.Post(Path, school.MeetingRequest((field, value)))).Blames(field);
    }

    [PostgresTheory]
    [InlineData("""{"type":"daily"}""", "recurrence.count")]
    [InlineData("""{"type":"daily","count":2,"until":"2026-04-01"}""", "recurrence.count")]
    [InlineData("""{"type":"daily","count":201}""", "recurrence.count")]
    [InlineData("""{"type":"daily","count":2,"interval":0}""", "recurrence.interval")]
    [InlineData("""{"type":"daily","count":2,"weekDays":["mon"]}""", "recurrence.weekDays")]
    [InlineData("""{"type":"weekly","count":2,"weekDays":["someday"]}""", "recurrence.weekDays[0]")]
    [InlineData("""{"type":"monthly","count":2,"monthDay":32}""", "recurrence.monthDay")]
    [InlineData("""{"type":"yearly","count":2}""", "recurrence.type")]
    [InlineData("""{"count":2}""", "recurrence.type")]
    [InlineData("""{"type":"daily","until":"2026-03-01"}""", "recurrence")]
    [InlineData("""{"type":"daily","until":"2027-03-01"}""", "recurrence")]
    public async Task A_recurrence_that_makes_no_sense_is_named(string recurrence, string field)
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var request = school.MeetingRequest(
            ("meetingType", "recurring"), ("recurrence", System.Text.Json.JsonElement.Parse(recurrence)));

        (await app.Admin.Post(Path, request)).Blames(field);
    }

    [PostgresFact]
    public async Task Class_and_host_must_exist_and_the_host_be_staff()
    {
        var app = await shared.App;
        var school = await School.Make(app);

        (await app.Admin.Post(Path, school.MeetingRequest(("classId", Guid.NewGuid())))).Is(HttpStatusCode.UnprocessableEntity);
        (await app.Admin.Post(Path, school.MeetingRequest(("hostId", Guid.NewGuid())))).Is(HttpStatusCode.UnprocessableEntity);
        (await app.Admin.Post(Path, school.MeetingRequest(("hostId", school.Students[0])))).Is(HttpStatusCode.UnprocessableEntity);
    }

    [PostgresFact]
    public async Task A_teacher_meets_with_their_own_classes_or_alone()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        (string, object?)[] asked = [("zoomMeetingId", null), ("joinUrl", null), ("hostId", null)];
        var (teacher, other) = (app.As(school.Teacher), app.As(school.OtherTeacher));

        // As far as it goes without Zoom: everything else about it is right.
        (await teacher.Post(Path, school.MeetingRequest(asked))).Is(HttpStatusCode.ServiceUnavailable);
        (await teacher.Post(Path, school.MeetingRequest([.. asked, ("targetAudience", "personal"), ("classId", null)])))
            .Is(HttpStatusCode.ServiceUnavailable);
        (await other.Post(Path, school.MeetingRequest(asked))).Is(HttpStatusCode.Forbidden);
        (await teacher.Post(Path, school.MeetingRequest([.. asked, ("classId", Guid.NewGuid())]))).Is(HttpStatusCode.Forbidden);
        foreach (var audience in new[] { "all", "students", "teachers" })
            (await teacher.Post(Path, school.MeetingRequest([.. asked, ("targetAudience", audience)]))).Is(HttpStatusCode.Forbidden);
        (await teacher.Post(Path, school.MeetingRequest([.. asked, ("hostId", school.OtherTeacher)]))).Is(HttpStatusCode.Forbidden);
        (await teacher.Post(Path, school.MeetingRequest())).Is(HttpStatusCode.Forbidden);
        foreach (var user in new[] { school.Students[0], school.Parent })
            (await app.As(user).Post(Path, school.MeetingRequest(asked))).Is(HttpStatusCode.Forbidden);
    }

    [PostgresFact]
    public async Task A_recurring_meeting_has_its_lessons_at_once()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var meeting = await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", "2099-03-02T00:30:00Z"),
            ("recurrence", new { type = "weekly", weekDays = new[] { "mon", "fri" }, count = 3 }));

        var lessons = (await app.Admin.Get($"{meeting.Path}/occurrences")).Is(HttpStatusCode.OK).Items;

        Assert.Equal(
            ["2099-03-02T00:30:00Z", "2099-03-06T00:30:00Z", "2099-03-09T00:30:00Z"],
            lessons.Select(lesson => lesson.GetProperty("scheduledStart").GetString()));
        Assert.All(lessons, lesson => Assert.Equal("scheduled", lesson.GetProperty("status").GetString()));
        Assert.All(lessons, lesson => Assert.Equal("none", lesson.GetProperty("attendanceState").GetString()));
        Assert.All(lessons, lesson => Assert.Empty(lesson.GetProperty("runs").EnumerateArray()));
        var first = await app.Admin.Get($"{meeting.Path}/occurrences?limit=2");
        var second = await app.Admin.Get($"{meeting.Path}/occurrences?limit=2&after={first.NextCursor}");
        Assert.Equal([2, 1], [first.Items.Count, second.Items.Count]);
    }

    [PostgresFact]
    public async Task Instant_meetings_and_those_without_fixed_times_have_no_lesson_planned()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);

        foreach (var type in new[] { "instant", "recurring" })
        {
            var meeting = await school.AddMeeting(("meetingType", type));
            Assert.Empty((await app.Admin.Get($"{meeting.Path}/occurrences")).Items);
        }
        (await app.Admin.Post(Path, school.MeetingRequest(("meetingType", "instant"), ("startTime", null)))).Is(HttpStatusCode.Created);
    }

    [PostgresFact]
    public async Task Meetings_are_listed_by_start_and_filtered()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var late = await school.AddMeeting(("startTime", "2099-05-02T00:30:00Z"));
        var early = await school.AddMeeting(("startTime", "2099-05-01T00:30:00Z"));
        var weekly = await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", "2099-01-02T00:30:00Z"), ("recurrence", new { type = "weekly", count = 30 }));
        await app.Admin.Delete(late.Path);

        await Lists("", weekly, early, late);
        await Lists("&status=scheduled", weekly, early);
        await Lists("&status=cancelled", late);
        await Lists("&from=2099-05-02", weekly, late);
        await Lists("&to=2099-05-01", weekly, early);
        await Lists("&from=2099-05-01T00:30:00Z&to=2099-05-01T00:30:01Z", weekly, early);
        await Lists("&from=2099-05-03&to=2099-05-07");
        await Lists($"&hostId={school.Teacher}", weekly, early, late);
        await Lists($"&hostId={school.OtherTeacher}");
        await Lists("&archived=true");
        var first = await app.Admin.Get($"{Path}?classId={school.Class}&limit=2");
        var second = await app.Admin.Get($"{Path}?classId={school.Class}&limit=2&after={first.NextCursor}");
        Assert.Equal(
            [weekly.Id, early.Id, late.Id], first.Items.Concat(second.Items).Select(item => item.GetProperty("id").GetGuid()));

        async Task Lists(string filter, params Meeting[] expected)
        {
            var found = (await app.Admin.Get($"{Path}?classId={school.Class}{filter}")).Is(HttpStatusCode.OK).Items;
            Assert.Equal(expected.Select(meeting => meeting.Id), found.Select(item => item.GetProperty("id").GetGuid()));
        }
    }
}
