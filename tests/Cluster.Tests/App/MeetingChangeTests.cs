using System.Net;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class MeetingChangeTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_changed_plan_is_a_further_schedule_and_the_old_one_stays()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var meeting = await school.AddMeeting(("startTime", "2099-03-02T00:30:00Z"));

        (await app.As(school.Teacher).Patch(meeting.Path, new { title = "Algebra" })).Is(HttpStatusCode.OK);
        var changed = (await app.As(school.Teacher).Patch(meeting.Path, new { startTime = "2099-03-03T00:30:00Z", duration = 45 }))
            .Is(HttpStatusCode.OK);

        Assert.Equal(("Algebra", "2099-03-03T00:30:00Z", 45), (changed.Text("title"), changed.Text("startTime"), changed["duration"].GetInt32()));
        var lesson = Assert.Single((await app.Admin.Get($"{meeting.Path}/occurrences")).Items);
        Assert.Equal("2099-03-03T00:30:00Z", lesson.GetProperty("scheduledStart").GetString());
        Assert.Equal(45, lesson.GetProperty("duration").GetInt32());
        Assert.Equal(
            ["""[{"start": "2099-03-02T00:30:00Z", "minutes": 60}]""", """[{"start": "2099-03-03T00:30:00Z", "minutes": 45}]"""],
            await Schedules(app, meeting));
    }

    [PostgresFact]
    public async Task What_a_change_leaves_out_stays_and_null_removes()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var meeting = await school.AddMeeting(
            ("description", "Fractions"), ("meetingType", "recurring"), ("startTime", "2099-03-02T00:30:00Z"),
            ("recurrence", new { type = "daily", count = 2 }));

        var shorter = (await app.Admin.Patch(meeting.Path, new { duration = 30 })).Is(HttpStatusCode.OK);
        Assert.Equal(2, (await app.Admin.Get($"{meeting.Path}/occurrences")).Items.Count);
        var bare = (await app.Admin.Patch(
            meeting.Path, """{"description":null,"recurrence":null,"classId":null,"targetAudience":"personal"}""")).Is(HttpStatusCode.OK);

        Assert.Equal("Fractions", shorter.Text("description"));
        Assert.Equal(2, shorter["recurrence"].GetProperty("count").GetInt32());
        Assert.All(new[] { "description", "recurrence", "classId" }, field =>
            Assert.Equal(System.Text.Json.JsonValueKind.Null, bare[field].ValueKind));
        Assert.Empty((await app.Admin.Get($"{meeting.Path}/occurrences")).Items);
    }

    [PostgresFact]
    public async Task A_host_changes_the_meeting_but_hands_it_to_nobody()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        var host = app.As(school.Teacher);

        (await host.Patch(meeting.Path, new { hostId = school.OtherTeacher })).Is(HttpStatusCode.Forbidden);
        (await host.Patch(meeting.Path, """{"classId":null,"targetAudience":"personal"}""")).Is(HttpStatusCode.Forbidden);
        (await host.Patch(meeting.Path, new { targetAudience = "all" })).Is(HttpStatusCode.Forbidden);
        (await host.Patch(meeting.Path, new { hostId = school.Teacher, classId = school.Class })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch(meeting.Path, new { hostId = school.OtherTeacher })).Is(HttpStatusCode.OK);
        (await host.Patch(meeting.Path, new { title = "Mine" })).Is(HttpStatusCode.Forbidden);
        (await app.As(school.OtherTeacher).Patch(meeting.Path, new { title = "Mine" })).Is(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task Others_hear_only_of_meetings_that_they_see()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();

        foreach (var user in new[] { school.Students[0], school.Parent })
        {
            (await app.As(user).Patch(meeting.Path, new { title = "X" })).Is(HttpStatusCode.Forbidden);
            (await app.As(user).Delete(meeting.Path)).Is(HttpStatusCode.Forbidden);
        }
        foreach (var user in new[] { school.OtherTeacher, school.Stranger })
        {
            (await app.As(user).Patch(meeting.Path, new { title = "X" })).Is(HttpStatusCode.NotFound);
            (await app.As(user).Delete(meeting.Path)).Is(HttpStatusCode.NotFound);
        }
    }

    [PostgresFact]
    public async Task A_change_must_make_sense_as_a_whole()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var meeting = await school.AddMeeting();

        (await app.Admin.Patch(meeting.Path, """{"classId":null}""")).Blames("classId");
        (await app.Admin.Patch(meeting.Path, new { recurrence = new { type = "daily", count = 2 } })).Blames("recurrence");
        (await app.Admin.Patch(meeting.Path, new { timezone = "Nowhere" })).Blames("timezone");
        (await app.Admin.Patch(meeting.Path, new { duration = 0 })).Blames("duration");
        (await app.Admin.Patch(meeting.Path, new { zoomMeetingId = "1" })).Blames("zoomMeetingId");
        (await app.Admin.Patch(meeting.Path, new { classId = Guid.NewGuid() })).Is(HttpStatusCode.UnprocessableEntity);
        (await app.Admin.Patch(meeting.Path, new { hostId = school.Parent })).Is(HttpStatusCode.UnprocessableEntity);
    }

    [PostgresFact]
    public async Task A_cancelled_meeting_stays_as_cancelled()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var meeting = await school.AddMeeting(("startTime", "2099-03-02T00:30:00Z"));

        (await app.As(school.Teacher).Delete(meeting.Path)).Is(HttpStatusCode.NoContent);
        (await app.As(school.Teacher).Delete(meeting.Path)).Is(HttpStatusCode.NoContent);

        Assert.Equal("cancelled", (await app.Admin.Get(meeting.Path)).Text("status"));
        var lesson = Assert.Single((await app.Admin.Get($"{meeting.Path}/occurrences")).Items);
        Assert.Equal("cancelled", lesson.GetProperty("status").GetString());
        (await app.Admin.Patch(meeting.Path, new { title = "Again" })).Is(HttpStatusCode.Conflict);
    }

    static async Task<List<string>> Schedules(AppProcess app, Meeting meeting)
    {
        await using var admin = NpgsqlDataSource.Create(app.Database.AdminConnectionString);
        await using var command = admin.CreateCommand("SELECT lessons FROM meeting_schedules WHERE meeting_id = $1 ORDER BY valid_from");
        command.Parameters.Add(new() { Value = meeting.Id });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
            found.Add(rows.GetString(0));
        return found;
    }
}
