using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Meetings;

[Collection(MeetingsAtZoom.Name)]
public sealed class ChangingTests(ZoomAppFixture shared)
{
    const string Change = "PATCH /meetings/{meetingId}";
    const string Remove = "DELETE /meetings/{meetingId}";

    [PostgresFact]
    public async Task A_change_is_made_at_Zoom_too_and_only_what_is_different_is_sent()
    {
        var school = await (await shared.App).Make();
        var meeting = (await school.Create(("settings", new { hostVideo = true }))).Is(HttpStatusCode.Created);
        var path = $"{ZoomSchool.Path}/{meeting.Id}";

        (await school.Teacher.Patch(path, new { title = "Algebra" })).Is(HttpStatusCode.OK);

        Assert.Equal("Algebra", Assert.Single(school.Meetings).Topic);
        Assert.Equal("""{"topic":"Algebra"}""", school.Sent(Change, meeting.Text("zoomMeetingId")!).GetRawText());

        var changed = (await school.Teacher.Patch(path, new
        {
            startTime = "2027-03-02T01:00:00Z", duration = 45, settings = new { participantVideo = true },
        })).Is(HttpStatusCode.OK);

        var made = Assert.Single(school.Meetings);
        Assert.Equal((DateTimeOffset.Parse("2027-03-02T01:00:00Z", null), TimeSpan.FromMinutes(45)), (made.Start, made.Duration));
        Assert.Equal("""{"participant_video":true}""",
            school.Sent(Change, meeting.Text("zoomMeetingId")!).GetProperty("settings").GetRawText());
        Assert.True(changed["settings"].GetProperty("hostVideo").GetBoolean());
        Assert.Equal([made.Start!.Value], await school.Lessons(meeting.Id));
    }

    [PostgresFact]
    public async Task A_series_that_is_longer_than_Zoom_makes_them_can_have_another_title()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var made = (await school.Create(("meetingType", "recurring"), ("recurrence", new { type = "daily", count = 3 })))
            .Is(HttpStatusCode.Created);
        await zoom.Execute(
            $"UPDATE zoom_meetings SET recurrence = jsonb_set(recurrence, '{{count}}', '60') WHERE id = '{made.Id}'");
        var path = $"{ZoomSchool.Path}/{made.Id}";

        (await school.Teacher.Patch(path, new { title = "Algebra" })).Is(HttpStatusCode.OK);

        (await school.Teacher.Patch(path, new { duration = 30 })).Is(HttpStatusCode.BadRequest);
    }

    [PostgresFact]
    public async Task While_Zoom_hangs_everybody_else_is_answered()
    {
        const int many = 60;
        await using var zoom = await ZoomApp.Start();
        var school = await zoom.Make();
        var meetings = await Task.WhenAll(Enumerable.Range(0, many).Select(_ => school.School.AddMeeting()));
        zoom.Zoom.Failures.Add(Remove, Failure.Hang(TimeSpan.FromHours(1)));

        var cancelling = meetings.Select(one => school.Teacher.Delete(one.Path)).ToList();
        await Wait.Until(
            () => Task.FromResult(school.Calls(Remove).Count > 0 || zoom.Zoom.CallsWaiting > 0), () => "nothing waits for Zoom");
        var others = await Task.WhenAll(Enumerable.Range(0, many).Select(_ => school.Teacher.Get(ZoomSchool.Path)))
            .WaitAsync(TimeSpan.FromSeconds(10));

        Assert.All(others, answer => answer.Is(HttpStatusCode.OK));
        Assert.DoesNotContain(cancelling, one => one.IsCompleted);
    }

    [PostgresFact]
    public async Task What_Zoom_does_not_keep_is_changed_without_Zoom()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);

        (await zoom.App.Admin.Patch($"{ZoomSchool.Path}/{meeting.Id}", new { targetAudience = "all" })).Is(HttpStatusCode.OK);

        Assert.Empty(school.Calls(Change, meeting.Text("zoomMeetingId")!));
    }

    [PostgresFact]
    public async Task Another_host_is_the_host_at_Zoom_too_and_it_counts_to_the_former_ones_day()
    {
        var zoom = await shared.App;
        var (school, other) = (await zoom.Make(), await zoom.Make());
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);
        var path = $"{ZoomSchool.Path}/{meeting.Id}";

        (await school.Teacher.Patch(path, new { hostId = other.School.Teacher })).Is(HttpStatusCode.Forbidden);
        Assert.Single(school.Meetings);
        (await zoom.App.Admin.Patch(path, new { hostId = other.School.Teacher })).Is(HttpStatusCode.OK);

        Assert.Empty(school.Meetings);
        Assert.Equal(meeting.Text("zoomMeetingId"), $"{Assert.Single(other.Meetings).Id}");
        Assert.Equal(
            $$"""{"schedule_for":"{{other.Host.Id}}"}""", school.Sent(Change, meeting.Text("zoomMeetingId")!).GetRawText());
        var used = (await zoom.App.Admin.Get("/api/admin/zoom"))["hosts"].EnumerateArray()
            .ToDictionary(one => one.GetProperty("host").GetString()!, one => one.GetProperty("changesToday").GetInt32());
        Assert.Equal((2, false), (used[school.Host.Id], used.ContainsKey(other.Host.Id)));
        (await other.Teacher.Get($"{path}/start")).Is(HttpStatusCode.OK);

        // By the address, where nobody has entered Zoom's id.
        var third = zoom.NewHost();
        var teacher = (await zoom.App.Admin.Post(
            "/api/users", new { name = "Thea Third", role = "teacher", email = third.Email })).Is(HttpStatusCode.Created).Id;
        (await zoom.App.Admin.Patch(path, new { hostId = teacher, title = "Algebra" })).Is(HttpStatusCode.OK);
        var moved = zoom.Zoom.Meetings.Single(one => one.Host == third && one.Id != third.PersonalMeetingId);
        Assert.Equal("Algebra", moved.Topic);
    }

    [PostgresFact]
    public async Task A_host_whom_Zoom_does_not_know_is_no_host_here_either()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);
        var path = $"{ZoomSchool.Path}/{meeting.Id}";

        var refused = (await zoom.App.Admin.Patch(path, new { hostId = school.School.OtherTeacher, title = "Algebra" }))
            .Is(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("ZOOM_UNKNOWN_HOST", refused.Text("code"));
        var kept = await zoom.App.Admin.Get(path);
        Assert.Equal(("Mathematics", $"{school.School.Teacher}"), (kept.Text("title"), kept.Text("hostId")));
        Assert.Equal("Mathematics", Assert.Single(school.Meetings).Topic);
    }

    [PostgresFact]
    public async Task Where_Zoom_keeps_its_host_the_host_stays_here_as_well()
    {
        await using var zoom = await SimulatedZoom.Start(new()
        {
            MovesMeetings = false, Users = [SimulatedZoomOptions.UsualHost, new("other0000AAAAAAAAAAAAA", "other@example.edu", "Otto Other")],
        });
        await using var app = await AppProcess.Start(ZoomApp.Settings(zoom));
        var school = await School.Make(app, students: 0);
        (await app.Admin.Patch($"/api/users/{school.Teacher}", new { zoomUserId = zoom.Options.Users[0].Id })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/users/{school.OtherTeacher}", new { zoomUserId = zoom.Options.Users[1].Id })).Is(HttpStatusCode.OK);
        var request = school.MeetingRequest(("startTime", "2027-03-01T00:30:00Z"));
        request.Remove("zoomMeetingId");
        request.Remove("joinUrl");
        var meeting = (await app.Admin.Post(ZoomSchool.Path, request)).Is(HttpStatusCode.Created);

        var refused = (await app.Admin.Patch($"{ZoomSchool.Path}/{meeting.Id}", new { hostId = school.OtherTeacher }))
            .Is(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("ZOOM_REFUSED", refused.Text("code"));
        Assert.Equal($"{school.Teacher}", (await app.Admin.Get($"{ZoomSchool.Path}/{meeting.Id}")).Text("hostId"));
    }

    [PostgresFact]
    public async Task A_recurrence_that_is_changed_has_Zooms_new_lessons()
    {
        var school = await (await shared.App).Make();
        var meeting = (await school.Create(
            ("meetingType", "recurring"), ("recurrence", new { type = "daily", count = 3 }))).Is(HttpStatusCode.Created);
        var path = $"{ZoomSchool.Path}/{meeting.Id}";

        (await school.Teacher.Patch(path, new
        {
            startTime = "2027-03-01T02:00:00Z", recurrence = new { type = "weekly", weekDays = new[] { "tue" }, count = 2 },
        })).Is(HttpStatusCode.OK);

        var made = Assert.Single(school.Meetings);
        Assert.Equal(2, made.Dates.Count);
        Assert.Equal(made.Dates, await school.Lessons(meeting.Id));

        (await school.Teacher.Patch(path, new { recurrence = (object?)null })).Is(HttpStatusCode.OK);
        Assert.Equal(3, Assert.Single(school.Meetings).Type);
    }

    /// <summary>The second Monday of a month: planned in Zoom, and adopted.</summary>
    [PostgresFact]
    public async Task A_series_that_we_have_no_words_for_keeps_Zooms_dates_whatever_else_of_it_is_changed()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var number = await zoom.Pages.Make(school.Host, new
        {
            topic = "Club", type = 8, start_time = "2027-05-03T01:00:00Z", duration = 30,
            recurrence = new { type = 3, repeat_interval = 1, monthly_week = 2, monthly_week_day = 2, end_times = 3 },
        });
        var adopted = (await zoom.App.Admin.Post($"{ZoomSchool.Path}/adopt", new { zoomMeetingId = $"{number}" }))
            .Is(HttpStatusCode.Created);
        var path = $"{ZoomSchool.Path}/{adopted.Id}";

        (await school.Teacher.Patch(path, new { duration = 45, timezone = "Asia/Tokyo" })).Is(HttpStatusCode.OK);

        var dates = Assert.Single(school.Meetings).Dates;
        Assert.Equal(3, dates.Count);
        Assert.Equal(dates, await school.Lessons(adopted.Id));
        Assert.Equal([45, 45, 45], (await school.Teacher.Get($"{path}/occurrences")).Items
            .Select(one => one.GetProperty("duration").GetInt32()));

        (await school.Teacher.Patch(path, new { startTime = "2027-05-04T01:00:00Z" })).Blames("startTime");
        Assert.Equal(dates, await school.Lessons(adopted.Id));

        (await school.Teacher.Patch(path, new
        {
            startTime = "2027-05-04T01:00:00Z", recurrence = new { type = "daily", count = 2 },
        })).Is(HttpStatusCode.OK);
        Assert.Equal(Assert.Single(school.Meetings).Dates, await school.Lessons(adopted.Id));
        Assert.Equal(2, (await school.Lessons(adopted.Id)).Count);
    }

    [PostgresFact]
    public async Task Who_changes_what_somebody_else_is_changing_is_told_so()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var path = $"{ZoomSchool.Path}/{(await school.Create()).Is(HttpStatusCode.Created).Id}";
        zoom.Zoom.Failures.Add(Change, Failure.LateAnswer(TimeSpan.FromSeconds(9)), 1);
        try
        {
            var first = school.Teacher.Patch(path, new { title = "Algebra" });
            await Wait.Until(() => school.Meetings[0].Topic == "Algebra", "Zoom has changed it");

            var second = (await school.Teacher.Patch(path, new { title = "Physics" })).Is(HttpStatusCode.ServiceUnavailable);

            Assert.StartsWith("Somebody else changes this meeting", second.Text("detail"), StringComparison.Ordinal);
            Assert.NotNull(second.Response.Headers.RetryAfter);
            (await first).Is(HttpStatusCode.OK);
        }
        finally
        {
            zoom.Zoom.Failures.Clear();
        }
    }

    [PostgresFact]
    public async Task Registration_that_is_switched_on_has_its_address()
    {
        var school = await (await shared.App).Make();
        var meeting = (await school.Create(("registrationEnabled", false))).Is(HttpStatusCode.Created);
        Assert.Null(meeting.Text("registrationUrl"));

        var changed = (await school.Teacher.Patch(
            $"{ZoomSchool.Path}/{meeting.Id}", new { registrationEnabled = true })).Is(HttpStatusCode.OK);

        Assert.NotNull(changed.Text("registrationUrl"));
        Assert.Equal(0, school.Sent(Change, meeting.Text("zoomMeetingId")!).GetProperty("settings")
            .GetProperty("approval_type").GetInt32());
    }

    [PostgresFact]
    public async Task A_running_meeting_is_not_changed_and_its_host_is_told_to_end_it_first()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var path = $"{ZoomSchool.Path}/{(await school.Create()).Is(HttpStatusCode.Created).Id}";
        zoom.Zoom.Runs.Start(school.Meetings[0].Id);

        var refused = (await school.Teacher.Patch(path, new { title = "Algebra" })).Is(HttpStatusCode.Conflict);

        Assert.Equal("ZOOM_IN_PROGRESS", refused.Text("code"));
        Assert.Equal("Mathematics", (await school.Teacher.Get(path)).Text("title"));
        zoom.Zoom.Runs.End(school.Meetings[0].Id);
        (await school.Teacher.Patch(path, new { title = "Algebra" })).Is(HttpStatusCode.OK);
    }

    /// <summary>Entered by an admin, who gave Zoom's number: it is looked after as if it had been made here.</summary>
    [PostgresFact]
    public async Task A_meeting_that_was_entered_is_changed_at_Zoom_too()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var made = (await school.Create()).Is(HttpStatusCode.Created).Text("zoomMeetingId")!;
        await zoom.Execute($"UPDATE zoom_meetings SET zoom_meeting_id = '{School.NewNumber()}' WHERE zoom_meeting_id = '{made}'");
        var entered = (await zoom.App.Admin.Post(ZoomSchool.Path, school.Request(
            ("zoomMeetingId", made), ("hostId", school.School.Teacher), ("registrationEnabled", false)))).Is(HttpStatusCode.Created);
        Assert.Single(school.Calls("POST /users/{userId}/meetings", school.Host.Id));

        (await school.Teacher.Patch($"{ZoomSchool.Path}/{entered.Id}", new { title = "Algebra" })).Is(HttpStatusCode.OK);

        Assert.Equal("Algebra", Assert.Single(school.Meetings).Topic);
    }
}
