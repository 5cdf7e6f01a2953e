using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Meetings;

[Collection(MeetingsAtZoom.Name)]
public sealed class HoldingTests(ZoomAppFixture shared)
{
    [PostgresFact]
    public async Task Host_and_admin_get_the_link_to_start_anew_each_time_and_it_is_kept_nowhere()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);
        var path = $"{ZoomSchool.Path}/{meeting.Id}";

        var answer = (await school.Teacher.Get($"{path}/start")).Is(HttpStatusCode.OK);
        (await zoom.App.Admin.Get($"{path}/start")).Is(HttpStatusCode.OK);

        Assert.Contains("zak=", answer.Text("startUrl"), StringComparison.Ordinal);
        Assert.True(answer.Response.Headers.CacheControl?.NoStore);
        Assert.Equal(2, school.Calls("GET /meetings/{meetingId}", meeting.Text("zoomMeetingId")!).Count);
        (await zoom.App.As(school.School.Students[0]).Get($"{path}/start")).Is(HttpStatusCode.Forbidden);
        (await zoom.App.As(school.School.Stranger).Get($"{path}/start")).Is(HttpStatusCode.NotFound);
        Assert.Empty(await zoom.Query(
            "SELECT 1 FROM zoom_meetings meeting WHERE meeting::text LIKE '%zak=%' UNION ALL "
            + "SELECT 1 FROM idempotency_keys kept WHERE kept::text LIKE '%zak=%'", _ => true));
        Assert.DoesNotContain(zoom.App.Log, line => line.Contains("zak=", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task A_running_meeting_is_ended_at_Zoom_and_one_that_does_not_run_is_not()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);
        var path = $"{ZoomSchool.Path}/{meeting.Id}/end";
        zoom.Zoom.Runs.Start(school.Meetings[0].Id);

        (await zoom.App.As(school.School.Students[0]).Post(path, new { })).Is(HttpStatusCode.Forbidden);
        (await school.Teacher.Post(path, new { })).Is(HttpStatusCode.NoContent);

        var again = (await school.Teacher.Post(path, new { })).Is(HttpStatusCode.Conflict);
        Assert.Equal("ZOOM_NOT_RUNNING", again.Text("code"));
    }

    [PostgresFact]
    public async Task Who_has_ended_a_meeting_is_told_so_though_the_first_answer_was_lost()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);
        zoom.Zoom.Runs.Start(school.Meetings[0].Id);
        zoom.Zoom.Failures.Add("PUT /meetings/{meetingId}/status", Failure.LostAnswer, 1);
        try
        {
            (await school.Teacher.Post($"{ZoomSchool.Path}/{meeting.Id}/end", new { })).Is(HttpStatusCode.NoContent);
        }
        finally
        {
            zoom.Zoom.Failures.Clear();
        }
        Assert.Equal(2, school.Calls("PUT /meetings/{meetingId}/status", meeting.Text("zoomMeetingId")!).Count);
    }

    [PostgresFact]
    public async Task Who_is_registered_joins_by_their_own_link_and_the_others_are_told_what_to_do()
    {
        var zoom = await shared.App;
        var school = await zoom.Make(students: 4);
        var (meeting, students) = ((await school.Create()).Is(HttpStatusCode.Created), school.School.Students);
        await zoom.Execute($"""
            INSERT INTO meeting_registrants (meeting_id, user_id, zoom_registrant_id, join_url, status, denied_by_host) VALUES
                ('{meeting.Id}', '{students[0]}', 'r0', 'https://zoom.example/w/0', 'approved', false),
                ('{meeting.Id}', '{students[1]}', 'r1', 'https://zoom.example/w/1', 'pending', false),
                ('{meeting.Id}', '{students[2]}', 'r2', NULL, 'denied', true)
            """);
        var path = $"{ZoomSchool.Path}/{meeting.Id}/join";

        var own = (await zoom.App.As(students[0]).Get(path)).Is(HttpStatusCode.OK);
        Assert.Equal("https://zoom.example/w/0", own.Text("joinUrl"));
        var pending = (await zoom.App.As(students[1]).Get(path)).Is(HttpStatusCode.Conflict);
        Assert.Equal("REGISTRATION_PENDING", pending.Text("code"));
        (await zoom.App.As(students[2]).Get(path)).Is(HttpStatusCode.Forbidden);
        var unregistered = (await zoom.App.As(students[3]).Get(path)).Is(HttpStatusCode.Conflict);
        Assert.Equal("NOT_REGISTERED", unregistered.Text("code"));
        (await zoom.App.As(school.School.Parent).Get(path)).Is(HttpStatusCode.Forbidden);
        (await zoom.App.As(school.School.Stranger).Get(path)).Is(HttpStatusCode.NotFound);
        Assert.Contains("/j/", (await school.Teacher.Get(path)).Text("joinUrl"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Where_nobody_registers_the_audience_joins_by_the_common_link_but_not_when_it_is_cancelled()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var meeting = (await school.Create(("registrationEnabled", false))).Is(HttpStatusCode.Created);
        var (path, student) = ($"{ZoomSchool.Path}/{meeting.Id}", zoom.App.As(school.School.Students[0]));

        Assert.Equal(meeting.Text("joinUrl"), (await student.Get($"{path}/join")).Is(HttpStatusCode.OK).Text("joinUrl"));
        (await zoom.App.As(school.School.Parent).Get($"{path}/join")).Is(HttpStatusCode.Forbidden);

        (await school.Teacher.Delete(path)).Is(HttpStatusCode.NoContent);
        (await student.Get($"{path}/join")).Is(HttpStatusCode.Conflict);
        (await school.Teacher.Get($"{path}/start")).Is(HttpStatusCode.Conflict);
    }

    [PostgresFact]
    public async Task The_page_sends_on_to_the_link_or_says_why_not()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var open = (await school.Create(("registrationEnabled", false))).Is(HttpStatusCode.Created);
        var closed = (await school.Create()).Is(HttpStatusCode.Created);
        var student = zoom.App.As(school.School.Students[0]);

        var sent = (await student.Get($"/join/{open.Id}")).Is(HttpStatusCode.Redirect);
        Assert.Equal(open.Text("joinUrl"), $"{sent.Response.Headers.Location}");

        var page = (await student.Get($"/join/{closed.Id}")).Is(HttpStatusCode.Conflict);
        Assert.Contains("Register for the meeting first", page.Body, StringComparison.Ordinal);
        (await zoom.App.As(school.School.Parent).Get($"/join/{open.Id}")).Is(HttpStatusCode.Forbidden);
        (await zoom.App.As(school.School.Stranger).Get($"/join/{open.Id}")).Is(HttpStatusCode.NotFound);
    }
}
