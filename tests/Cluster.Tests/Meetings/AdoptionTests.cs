using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Meetings;

/// <summary>Meetings that Zoom reported and nobody scheduled here.</summary>
[Collection(MeetingsAtZoom.Name)]
public sealed class AdoptionTests(ZoomAppFixture shared)
{
    const string Unscheduled = $"{ZoomSchool.Path}/unscheduled";
    const string Adopt = $"{ZoomSchool.Path}/adopt";

    [PostgresFact]
    public async Task A_meeting_that_Zoom_reported_is_listed_for_admins_until_it_is_adopted()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var number = await zoom.Pages.Make(school.Host, new { topic = "Remedial class", duration = 40, start_time = "2027-05-03T01:00:00Z" });
        zoom.Zoom.Runs.Start(number);
        await zoom.Deliver(number);
        await Listed(zoom, number);

        var adopted = (await zoom.App.Admin.Post(Adopt, new { zoomMeetingId = $"{number}", classId = school.School.Class }))
            .Is(HttpStatusCode.Created);

        Assert.Equal($"{ZoomSchool.Path}/{adopted.Id}", $"{adopted.Response.Headers.Location}");
        var meeting = await school.Teacher.Get($"{ZoomSchool.Path}/{adopted.Id}");
        Assert.Equal(
            ("Remedial class", $"{school.School.Teacher}", "class", "scheduled", "2027-05-03T01:00:00Z"),
            (meeting.Text("title"), meeting.Text("hostId"), meeting.Text("targetAudience"), meeting.Text("meetingType"),
                meeting.Text("startTime")));
        Assert.NotNull(meeting.Text("joinUrl"));
        Assert.Equal([DateTimeOffset.Parse("2027-05-03T01:00:00Z", CultureInfo.InvariantCulture)], await school.Lessons(adopted.Id));
        Assert.Empty(await Rows(zoom, number));
        Assert.False(await zoom.IsDue("unscheduled", number));
        Assert.Single(await zoom.App.AuditEntries($"meetingId={adopted.Id}&action=adopt"));
        var again = (await zoom.App.Admin.Post(Adopt, new { zoomMeetingId = $"{number}" })).Is(HttpStatusCode.Conflict);
        Assert.Equal("ALREADY_SCHEDULED", again.Text("code"));
    }

    /// <summary>Before it is held for the first time.</summary>
    [PostgresFact]
    public async Task A_meeting_that_a_teacher_makes_in_Zoom_is_listed_with_its_topic_and_host_until_it_is_deleted_there()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        (await zoom.App.Admin.Patch($"/api/users/{school.School.OtherTeacher}", new { zoomUserId = zoom.NewHost().Id }))
            .Is(HttpStatusCode.OK);
        var number = await zoom.Pages.Make(school.Host, new { topic = "Chess 😀", start_time = "2027-05-03T01:00:00Z" });

        Assert.Equal(["meeting.created"], await zoom.Deliver(number));

        // The simulator's host made it, so that their address is told; here they go by their id.
        var listed = Of(await Listed(zoom, number), number);
        Assert.Equal("Chess 😀", listed.GetProperty("topic").GetString());
        Assert.Equal(school.Host.Email, listed.GetProperty("zoomHost").GetString());

        await zoom.Pages.Delete(number);
        await zoom.Follow(number);

        await Eventually.Get(zoom.App.Admin, Unscheduled, answer => !Numbers(answer).Contains($"{number}"));
        Assert.Single(await Rows(zoom, number));
    }

    [PostgresFact]
    public async Task What_is_made_here_is_not_listed_nor_what_was_made_and_is_removed_again()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var made = (await school.Create()).Is(HttpStatusCode.Created).Text("zoomMeetingId")!;
        zoom.Zoom.Failures.Add("POST /users/{userId}/meetings", Failure.LostAnswer, 1);
        (await school.Create()).Is(HttpStatusCode.ServiceUnavailable);
        zoom.Zoom.Failures.Clear();
        var lost = school.Meetings.Single(meeting => $"{meeting.Id}" != made).Id;
        await zoom.LetCreationsEnd();

        await zoom.Deliver(long.Parse(made, CultureInfo.InvariantCulture));
        Assert.Equal(["meeting.created", "meeting.deleted"], await zoom.Deliver(lost));

        await Wait.Until(async () => await Rows(zoom, lost) is not [], () => "word of the lost one is noted");
        var listed = Numbers(await Eventually.Get(
            zoom.App.Admin, Unscheduled, answer => !Numbers(answer).Contains($"{lost}")));
        Assert.DoesNotContain(made, listed);
    }

    [PostgresFact]
    public async Task What_was_reported_before_the_adoption_is_attendance_of_the_class()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var number = await zoom.Pages.Make(school.Host, new { topic = "At once", type = 1 });
        var run = zoom.Zoom.Runs.Start(number);
        zoom.Zoom.Runs.End(number);
        await zoom.Deliver(number);
        await Join(zoom, number, run, (await zoom.App.Admin.Get($"/api/users/{school.School.Students[0]}")).Text("email")!);
        await zoom.Pages.Delete(number);

        var adopted = (await zoom.App.Admin.Post(Adopt, new { zoomMeetingId = $"{number}", classId = school.School.Class }))
            .Is(HttpStatusCode.Created);

        Assert.Equal(("At once", "instant", $"{school.School.Teacher}"),
            (adopted.Text("title"), adopted.Text("meetingType"), adopted.Text("hostId")));
        var records = await Eventually.Get(
            school.Teacher, $"{ZoomSchool.Path}/{adopted.Id}/attendance",
            answer => (int)answer.Status == 200 && answer["records"].GetArrayLength() == 1);
        Assert.Equal($"{school.School.Students[0]}", records["records"][0].GetProperty("studentId").GetString());
    }

    [PostgresFact]
    public async Task A_series_is_adopted_with_Zooms_dates_and_by_an_admin_where_nobody_here_is_its_host()
    {
        var zoom = await shared.App;
        var number = await zoom.Pages.Make(zoom.NewHost(), new
        {
            topic = "Club", type = 8, start_time = "2027-05-03T01:00:00Z", duration = 30,
            recurrence = new { type = 3, repeat_interval = 1, monthly_week = 2, monthly_week_day = 3, end_times = 3 },
        });

        var adopted = (await zoom.App.Admin.Send(
            HttpMethod.Post, Adopt, new { zoomMeetingId = $"{number}" }, ("Idempotency-Key", $"{number}"))).Is(HttpStatusCode.Created);
        var again = (await zoom.App.Admin.Send(
            HttpMethod.Post, Adopt, new { zoomMeetingId = $"{number}" }, ("Idempotency-Key", $"{number}"))).Is(HttpStatusCode.Created);

        Assert.Equal(adopted.Body, again.Body);
        Assert.Equal(
            ($"{AppProcess.AdminId}", "personal", "recurring"),
            (adopted.Text("hostId"), adopted.Text("targetAudience"), adopted.Text("meetingType")));
        var dates = zoom.Zoom.Meetings.Single(one => one.Id == number).Dates;
        var occurrences = await zoom.App.Admin.Get($"{ZoomSchool.Path}/{adopted.Id}/occurrences");
        Assert.Equal(
            dates, occurrences.Items.Select(one => one.GetProperty("scheduledStart").GetDateTimeOffset()).Order());
        Assert.Equal(3, dates.Count);
    }

    [PostgresFact]
    public async Task What_neither_Zoom_nor_anybody_here_knows_is_not_there_and_what_is_no_number_is_refused()
    {
        var zoom = await shared.App;

        (await zoom.App.Admin.Post(Adopt, new { zoomMeetingId = "89999999999" })).Is(HttpStatusCode.NotFound);
        (await zoom.App.Admin.Post(Adopt, new { zoomMeetingId = "the one of today" })).Blames("zoomMeetingId");
        (await zoom.App.Admin.Post(Adopt, new { zoomMeetingId = "89999999999", classId = Guid.NewGuid() })).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task One_that_Zoom_has_forgotten_is_adopted_as_far_as_it_was_reported()
    {
        var zoom = await shared.App;
        var number = School.NewNumber();
        await Start(zoom, number, "one run");
        await Listed(zoom, number);

        var adopted = (await zoom.App.Admin.Post(Adopt, new { zoomMeetingId = $"{number}" })).Is(HttpStatusCode.Created);

        Assert.Equal(($"Zoom meeting {number}", "instant"), (adopted.Text("title"), adopted.Text("meetingType")));
    }

    [PostgresFact]
    public async Task One_that_is_entered_by_its_number_is_not_listed_any_more()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var number = School.NewNumber();
        await Start(zoom, number, "one run");
        await Listed(zoom, number);

        await school.School.AddMeeting(("zoomMeetingId", $"{number}"));

        Assert.Empty(await Rows(zoom, number));
    }

    [PostgresFact]
    public async Task Seven_days_after_Zoom_told_of_it_last_it_is_forgotten_and_a_new_fact_begins_anew()
    {
        var zoom = await shared.App;
        var number = School.NewNumber();
        await Start(zoom, number, "one run");
        await Listed(zoom, number);

        var before = await Log(zoom, number);
        await LookTwice(zoom, number);
        Assert.Equal(before, await Log(zoom, number));

        await LetDaysPass(zoom, number);
        await Wait.Until(async () => await Rows(zoom, number) is [], () => "it is forgotten");
        Assert.Empty(await zoom.Query($"SELECT 1 FROM meeting_log WHERE meeting = {number}", _ => true));

        await Start(zoom, number, "another run");
        await Listed(zoom, number);
        Assert.Single(await Log(zoom, number));
    }

    /// <summary>What Zoom has told of since is not forgotten, whatever the row says.</summary>
    [PostgresFact]
    public async Task A_fact_of_this_week_keeps_the_log()
    {
        var zoom = await shared.App;
        var number = School.NewNumber();
        await Start(zoom, number, "one run");
        await Listed(zoom, number);
        await zoom.Execute($"UPDATE meeting_log SET recorded_at = recorded_at - interval '8 days' WHERE meeting = {number}");
        await Start(zoom, number, "another run");

        var before = await Log(zoom, number);
        await LookTwice(zoom, number);

        Assert.Equal(2, before.Count);
        Assert.Equal(before, await Log(zoom, number));
    }

    static async Task Start(ZoomApp zoom, long number, string run)
    {
        var body = ZoomBody.Of("meeting.started", new JsonObject
        {
            ["uuid"] = run, ["id"] = $"{number}", ["start_time"] = "2026-11-02T00:30:00Z",
        });
        (await zoom.App.Zoom.Post($"{body}")).EnsureSuccessStatusCode().Dispose();
    }

    static async Task Join(ZoomApp zoom, long number, string run, string email)
    {
        foreach (var (name, time) in new[] { ("joined", "join_time"), ("left", "leave_time") })
        {
            var body = ZoomBody.Of($"meeting.participant_{name}", new JsonObject
            {
                ["uuid"] = run, ["id"] = $"{number}",
                ["participant"] = new JsonObject
                {
                    ["user_id"] = "16778240", ["participant_uuid"] = "connection", ["user_name"] = "Somebody", ["email"] = email,
                    [time] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                },
            });
            (await zoom.App.Zoom.Post($"{body}")).EnsureSuccessStatusCode().Dispose();
        }
    }

    /// <summary>
    /// As if it were to be forgotten now. A repetition that comes then is answered when that is over, and would begin a new
    /// log where the old one was forgotten.
    /// </summary>
    static async Task LookTwice(ZoomApp zoom, long number)
    {
        for (var i = 0; i < 2; i++)
        {
            await zoom.Execute($"UPDATE due_work SET due_at = now() WHERE kind = 'unscheduled' AND key = '{number}'");
            await Wait.Until(
                async () => await zoom.Query(
                    $"SELECT 1 FROM due_work WHERE kind = 'unscheduled' AND key = '{number}' AND due_at > now()", _ => true) is not [],
                () => "somebody looks at it");
        }
        await Start(zoom, number, "one run");
    }

    static async Task LetDaysPass(ZoomApp zoom, long number)
    {
        await zoom.Execute($"UPDATE meeting_log SET recorded_at = recorded_at - interval '8 days' WHERE meeting = {number}");
        await zoom.Execute($"UPDATE due_work SET due_at = now() WHERE kind = 'unscheduled' AND key = '{number}'");
    }

    static Task<Answer> Listed(ZoomApp zoom, long number) => Eventually.Get(
        zoom.App.Admin, Unscheduled,
        answer => answer.Items.Any(one => one.GetProperty("zoomMeetingId").GetString() == $"{number}"));

    static IEnumerable<string?> Numbers(Answer answer) =>
        answer.Items.Select(one => one.GetProperty("zoomMeetingId").GetString());

    static JsonElement Of(Answer answer, long number) =>
        answer.Items.Single(one => one.GetProperty("zoomMeetingId").GetString() == $"{number}");

    static Task<List<bool>> Rows(ZoomApp zoom, long number) =>
        zoom.Query($"SELECT 1 FROM unscheduled_meetings WHERE meeting = {number}", _ => true);

    /// <summary>The facts in it.</summary>
    static Task<List<(long Seq, DateTimeOffset RecordedAt)>> Log(ZoomApp zoom, long number) => zoom.Query(
        $"SELECT seq, recorded_at FROM meeting_log WHERE meeting = {number} AND kind = 1 ORDER BY seq",
        row => (row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1)));
}
