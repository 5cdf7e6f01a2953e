using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Meetings;

/// <summary>What is changed in Zoom itself comes back.</summary>
[Collection(MeetingsAtZoom.Name)]
public sealed class FollowingTests(ZoomAppFixture shared)
{
    [PostgresFact]
    public async Task What_the_host_changes_in_Zoom_is_so_here_and_the_old_plan_stands_for_what_was_held()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var (meeting, number) = await Create(school, ("settings", new { hostVideo = true, muteUponEntry = true }));

        await zoom.Pages.Change(number, new
        {
            topic = "Geometry", agenda = "Circles", start_time = "2027-03-02T02:00:00Z", duration = 45,
            settings = new { host_video = false, approval_type = 2 },
        });
        await zoom.Follow(number);

        var followed = await Read(school, meeting);
        Assert.Equal(
            ("Geometry", "Circles", "2027-03-02T02:00:00Z", 45),
            (followed.Text("title"), followed.Text("description"), followed.Text("startTime"), followed["duration"].GetInt32()));
        Assert.False(followed["settings"].GetProperty("hostVideo").GetBoolean());
        Assert.True(followed["settings"].GetProperty("muteUponEntry").GetBoolean());
        Assert.False(followed["registrationEnabled"].GetBoolean());
        Assert.Null(followed.Text("registrationUrl"));
        Assert.Equal(
            [At("2027-03-01T00:30:00Z"), At("2027-03-02T02:00:00Z")],
            await zoom.Query(
                $"SELECT (lessons -> 0 ->> 'start')::timestamptz FROM meeting_schedules WHERE meeting_id = '{meeting}' ORDER BY valid_from",
                row => row.GetFieldValue<DateTimeOffset>(0)));
        var entry = Assert.Single(await zoom.App.AuditEntries($"meetingId={meeting}&action=changedInZoom"));
        Assert.Equal(
            "description duration lessons registrationEnabled registrationUrl settings startTime title",
            string.Join(' ', entry.GetProperty("details").GetProperty("fields").EnumerateArray().Select(field => field.GetString()).Order()));
    }

    [PostgresFact]
    public async Task Word_of_a_change_that_was_made_here_changes_nothing()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var (meeting, number) = await Create(
            school, ("meetingType", "recurring"),
            ("recurrence", new { type = "weekly", weekDays = new[] { "mon", "thu" }, until = "2027-04-30" }));
        var changed = (await school.Teacher.Patch($"{ZoomSchool.Path}/{meeting}", new
        {
            title = "Algebra", description = new string('x', 3000), registrationEnabled = false, duration = 50,
            settings = new { waitingRoomFor = "everyone", registrationApproval = "manual", autoRecording = "cloud" },
        })).Is(HttpStatusCode.OK);

        Assert.Contains("meeting.updated", await zoom.Deliver(number));
        await zoom.Follow(number);

        Assert.Equal(changed.Body, (await Read(school, meeting)).Body);
        Assert.Equal([2], await Count(zoom, $"meeting_schedules WHERE meeting_id = '{meeting}'"));
        Assert.Empty(await zoom.App.AuditEntries($"meetingId={meeting}&action=changedInZoom"));
    }

    [PostgresFact]
    public async Task One_date_of_a_series_that_is_moved_or_deleted_in_Zoom_is_another_lesson_and_the_series_goes_on()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var (meeting, number) = await Create(
            school, ("meetingType", "recurring"), ("recurrence", new { type = "daily", count = 4 }));
        var first = At("2027-03-01T00:30:00Z");

        await zoom.Pages.Delete(number, first.AddDays(1));
        await zoom.Follow(number);
        Assert.Equal([first, first.AddDays(2), first.AddDays(3)], await school.Lessons(meeting));

        await zoom.Pages.Change(number, new { start_time = "2027-03-01T05:00:00Z" }, first);
        await zoom.Follow(number);
        Assert.Equal([first.AddHours(4.5), first.AddDays(2), first.AddDays(3)], await school.Lessons(meeting));

        var followed = await Read(school, meeting);
        Assert.Equal(("scheduled", "2027-03-01T00:30:00Z"), (followed.Text("status"), followed.Text("startTime")));
        Assert.Equal(4, followed["recurrence"].GetProperty("count").GetInt32());
        Assert.Equal([3], await Count(zoom, $"meeting_schedules WHERE meeting_id = '{meeting}'"));
    }

    [PostgresFact]
    public async Task A_series_that_is_planned_anew_in_Zoom_recurs_here_likewise()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var (meeting, number) = await Create(
            school, ("meetingType", "recurring"), ("recurrence", new { type = "daily", count = 4 }));

        await zoom.Pages.Change(number, new
        {
            start_time = "2027-03-02T01:00:00Z", recurrence = new { type = 2, repeat_interval = 1, weekly_days = "3,6", end_times = 3 },
        });
        await zoom.Follow(number);

        var followed = await Read(school, meeting);
        Assert.Equal("2027-03-02T01:00:00Z", followed.Text("startTime"));
        Assert.Equal(
            """{"type":"weekly","interval":1,"weekDays":["tue","fri"],"monthDay":null,"count":3,"until":null}""",
            followed["recurrence"].GetRawText());
        Assert.Equal(Assert.Single(school.Meetings).Dates, await school.Lessons(meeting));
    }

    [PostgresFact]
    public async Task A_meeting_that_is_deleted_in_Zoom_is_cancelled_here()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var (meeting, number) = await Create(school);

        await zoom.Pages.Delete(number);
        await zoom.Follow(number);

        Assert.Equal("cancelled", (await Read(school, meeting)).Text("status"));
        Assert.Single(await zoom.App.AuditEntries($"meetingId={meeting}&action=cancelledInZoom"));
        await Eventually.Get(
            school.Teacher, $"{ZoomSchool.Path}/{meeting}/occurrences",
            answer => answer.Items.All(one => one.GetProperty("status").GetString() == "cancelled"));
    }

    /// <summary>Its report is still to be asked for, and nothing else is to come.</summary>
    [PostgresTheory]
    [InlineData("scheduled", null)]
    [InlineData("recurring", "daily")]
    public async Task A_meeting_that_is_over_and_tidied_away_in_Zoom_is_not_cancelled(string type, string? recurs)
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var (meeting, number) = await Create(
            school, ("startTime", "2026-03-02T00:30:00Z"), ("meetingType", type),
            ("recurrence", recurs is null ? null : new { type = recurs, count = 2 }));

        await zoom.Pages.Delete(number);
        await zoom.Follow(number);

        Assert.NotEqual("cancelled", (await Read(school, meeting)).Text("status"));
        Assert.Empty(await zoom.App.AuditEntries($"meetingId={meeting}&action=cancelledInZoom"));
    }

    /// <summary>Word of the first change comes after the second was made.</summary>
    [PostgresFact]
    public async Task What_was_changed_here_and_changed_back_in_Zoom_is_back_here_as_well()
    {
        var zoom = await shared.App;
        var (school, other) = (await zoom.Make(), await zoom.Make());
        var (meeting, number) = await Create(school);
        var path = $"{ZoomSchool.Path}/{meeting}";
        (await school.Teacher.Patch(path, new { startTime = "2027-03-02T00:30:00Z" })).Is(HttpStatusCode.OK);
        (await zoom.App.Admin.Patch(path, new { hostId = other.School.Teacher })).Is(HttpStatusCode.OK);

        await zoom.Pages.Change(number, new { start_time = "2027-03-01T00:30:00Z", schedule_for = school.Host.Id });
        await zoom.Follow(number);

        var followed = await zoom.App.Admin.Get(path);
        Assert.Equal(
            ("2027-03-01T00:30:00Z", $"{school.School.Teacher}"), (followed.Text("startTime"), followed.Text("hostId")));
    }

    [PostgresFact]
    public async Task Another_host_in_Zoom_is_the_host_here_where_they_are_known()
    {
        var zoom = await shared.App;
        var (school, other) = (await zoom.Make(), await zoom.Make());
        var (meeting, number) = await Create(school);

        await zoom.Pages.Change(number, new { schedule_for = zoom.NewHost().Id });
        await zoom.Follow(number);
        Assert.Equal($"{school.School.Teacher}", (await Read(school, meeting)).Text("hostId"));

        await zoom.Pages.Change(number, new { schedule_for = other.Host.Email });
        await zoom.Follow(number);
        Assert.Equal($"{other.School.Teacher}", (await zoom.App.Admin.Get($"{ZoomSchool.Path}/{meeting}")).Text("hostId"));
    }

    [PostgresFact]
    public async Task A_host_whom_an_admin_has_set_and_a_start_that_Zoom_has_passed_over_stay()
    {
        var zoom = await shared.App;
        var (school, other) = (await zoom.Make(), await zoom.Make());
        var (meeting, number) = await Create(school);
        var path = $"{ZoomSchool.Path}/{meeting}";
        (await zoom.App.Admin.Patch(path, new { hostId = other.School.Teacher, startTime = "2026-03-02T00:30:00Z" }))
            .Is(HttpStatusCode.OK);

        await zoom.Pages.Change(number, new { topic = "Geometry" });
        await zoom.Follow(number);

        var followed = await zoom.App.Admin.Get(path);
        Assert.Equal(
            ($"{other.School.Teacher}", "2026-03-02T00:30:00Z", "Geometry"),
            (followed.Text("hostId"), followed.Text("startTime"), followed.Text("title")));
        Assert.Equal([At("2026-03-02T00:30:00Z")], await school.Lessons(meeting));
    }

    /// <summary>The user's change is told to Zoom before it is committed, and the row is locked meanwhile.</summary>
    [PostgresFact]
    public async Task A_change_that_is_made_here_at_the_same_moment_is_not_lost()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var (meeting, number) = await Create(school);
        await zoom.Follow(number);
        await zoom.Pages.Change(number, new { topic = "By the host" });
        await using var source = Npgsql.NpgsqlDataSource.Create(zoom.App.Database.AdminConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Run($"SELECT 1 FROM zoom_meetings WHERE id = '{meeting}' FOR UPDATE");

        await zoom.Deliver(number);
        await Wait.Until(
            async () => await zoom.Query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
                + "AND wait_event_type = 'Lock' AND query LIKE '%xmin%'", _ => true) is not [],
            () => "what Zoom has waits for the row");
        await zoom.Pages.Change(number, new { topic = "By the user" });
        await Run($"UPDATE zoom_meetings SET title = 'By the user', updated_at = now() WHERE id = '{meeting}'");
        await transaction.CommitAsync();

        // Word of the user's change has not come: nothing but the version of the row tells of it.
        await Wait.Until(async () => !await zoom.IsDue("meeting", number), () => "what Zoom has is here");
        Assert.Equal("By the user", (await Read(school, meeting)).Text("title"));

        async Task Run(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A 404 that is not Zoom's own word is somebody's in between.</summary>
    [PostgresFact]
    public async Task While_Zoom_cannot_be_asked_nothing_is_changed_and_it_is_tried_again()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var (meeting, number) = await Create(school);
        await zoom.Pages.Change(number, new { topic = "Geometry" });
        zoom.Zoom.Failures.Add("GET /meetings/{meetingId}", Failure.Status(404));
        try
        {
            await zoom.Deliver(number);
            await Wait.Until(
                async () => await Count(zoom, $"due_work WHERE kind = 'meeting' AND key = '{number}' AND attempts > 0") is [1],
                () => "the meeting is put off");
        }
        finally
        {
            zoom.Zoom.Failures.Clear();
        }
        Assert.Equal("scheduled", (await Read(school, meeting)).Text("status"));

        await zoom.Execute($"UPDATE due_work SET due_at = now() WHERE kind = 'meeting' AND key = '{number}'");
        await zoom.Follow(number);
        Assert.Equal("Geometry", (await Read(school, meeting)).Text("title"));
    }

    static async Task<(Guid Id, long Number)> Create(ZoomSchool school, params (string Field, object? Value)[] others)
    {
        var made = (await school.Create(others)).Is(HttpStatusCode.Created);
        return (made.Id, long.Parse(made.Text("zoomMeetingId")!, CultureInfo.InvariantCulture));
    }

    static Task<Answer> Read(ZoomSchool school, Guid meeting) => school.Teacher.Get($"{ZoomSchool.Path}/{meeting}");

    static Task<List<long>> Count(ZoomApp zoom, string rows) =>
        zoom.Query($"SELECT count(*) FROM {rows}", row => row.GetInt64(0));

    static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
