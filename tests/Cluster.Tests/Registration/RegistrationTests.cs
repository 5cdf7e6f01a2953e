using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Registration;

public sealed class RegistrationTests(ZoomDeskFixture shared) : IClassFixture<ZoomDeskFixture>
{
    const string Single = "POST /meetings/{meetingId}/registrants";
    const string Batch = "POST /meetings/{meetingId}/batch_registrants";

    [PostgresFact]
    public async Task A_class_meeting_registers_those_enrolled_together_and_each_gets_the_link_that_is_theirs()
    {
        var (desk, school) = await Make(students: 5);

        var meeting = await desk.AddMeeting(school);

        await AssertOwnLinks(desk, school, meeting);
        Assert.Equal((1, 0), (desk.Calls(meeting, Batch), desk.Calls(meeting, Single)));
    }

    [PostgresFact]
    public async Task A_series_registers_once_per_student()
    {
        var (desk, school) = await Make(students: 3);

        var meeting = await desk.AddMeeting(school, isSeries: true);

        await AssertOwnLinks(desk, school, meeting);
        Assert.Equal((0, 3), (desk.Calls(meeting, Batch), desk.Calls(meeting, Single)));
    }

    [PostgresFact]
    public async Task Who_leaves_is_denied_and_who_comes_back_has_the_same_link_again()
    {
        var (desk, school) = await Make(students: 2);
        var meeting = await desk.AddMeeting(school);
        await AssertOwnLinks(desk, school, meeting);
        var path = $"/api/classes/{school.Class}/students/{school.Students[0]}";
        var email = await Email(desk, school.Students[0]);
        var link = desk.Registrants(meeting).Single(one => one.Email == email).JoinUrl;

        (await desk.App.Admin.Delete(path)).Is(HttpStatusCode.NoContent);
        await Wait.Until(
            () => desk.Registrants(meeting).Single(one => one.Email == email).Status == RegistrantStatus.Denied,
            "the registration is revoked");
        (await desk.App.Admin.Put(path)).Is(HttpStatusCode.OK);

        await AssertOwnLinks(desk, school, meeting);
        Assert.Equal(link, desk.Registrants(meeting).Single(one => one.Email == email).JoinUrl);
        Assert.Equal(1, desk.Calls(meeting, Batch));
    }

    [PostgresFact]
    public async Task A_running_meeting_registers_whoever_is_enrolled_late()
    {
        var (desk, school) = await Make(students: 1);
        var meeting = await desk.AddMeeting(school);
        desk.Zoom.Runs.Start(meeting.Number);
        await new Lesson(desk.App.Zoom, meeting.Number, DateTimeOffset.UtcNow).Start();
        await Eventually.Get(desk.App.Admin, meeting.Path, answer => answer.Text("status") == "started");

        (await desk.App.Admin.Put($"/api/classes/{school.Class}/students/{school.Stranger}")).Is(HttpStatusCode.OK);

        await AssertOwnLinks(desk, school, meeting, school.Stranger);
    }

    [PostgresFact]
    public async Task A_cancelled_meeting_revokes_its_registrations()
    {
        var (desk, school) = await Make(students: 2);
        var meeting = await desk.AddMeeting(school);
        await AssertOwnLinks(desk, school, meeting);

        (await desk.App.Admin.Delete(meeting.Path)).Is(HttpStatusCode.NoContent);

        await Eventually.Get(
            desk.App.Admin, $"{meeting.Path}/registrants",
            answer => answer.Items.All(item => item.GetProperty("status").GetString() == "denied"));
        Assert.DoesNotContain("tk=", (await desk.App.As(school.Students[0]).Get($"{meeting.Path}/registrants")).Body);
    }

    [PostgresFact]
    public async Task A_link_goes_after_the_last_lesson_and_is_back_when_there_is_another_one()
    {
        var (desk, school) = await Make(students: 2);
        var meeting = await desk.AddMeeting(school);
        await AssertOwnLinks(desk, school, meeting);
        await Statements.Run(desk.App.Database.AdminConnectionString, $"""
            UPDATE meeting_schedules SET lessons = jsonb_build_array(
                jsonb_build_object('start', now() - interval '3 days', 'minutes', 60))
            WHERE meeting_id = '{meeting.Id}';
            UPDATE zoom_meetings SET start_time = now() - interval '3 days' WHERE id = '{meeting.Id}';
            SELECT access.make_due(ARRAY['{meeting.Id}'::uuid], 'attendance')
            """);
        await Wait.Until(async () => await Links("scheduled_start > now()", "meeting_occurrences") == 0, () => "it is over");

        (await desk.App.Admin.Post("/api/admin/retention/run", new { })).Is(HttpStatusCode.OK);
        Assert.Equal(0, await Links("join_url IS NOT NULL", "meeting_registrants"));
        var start = DateTimeOffset.UtcNow.AddDays(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        (await desk.App.Admin.Patch(meeting.Path, new { startTime = start })).Is(HttpStatusCode.OK);

        await Wait.Until(async () => await Links("join_url IS NOT NULL", "meeting_registrants") == 2, () => "the links are back");
        await AssertOwnLinks(desk, school, meeting);
        Assert.Equal(1, desk.Calls(meeting, Batch));

        async Task<long> Links(string which, string table) => (long)(await Statements.Run(
            desk.App.Database.AdminConnectionString,
            $"SELECT count(*) FROM {table} WHERE meeting_id = '{meeting.Id}' AND {which}"))!;
    }

    [PostgresFact]
    public async Task A_failure_is_one_students_own_and_is_made_good()
    {
        var (desk, school) = await Make(students: 4);
        desk.Zoom.Failures.Add(Single, Failure.Error(400, 300, "Invalid field."), 2);

        var meeting = await desk.AddMeeting(school, isSeries: true);

        await AssertOwnLinks(desk, school, meeting);
        Assert.Equal(5, desk.Calls(meeting, Single));
        desk.Zoom.Failures.Clear();
    }

    [PostgresFact]
    public async Task After_a_lost_answer_nobody_is_registered_again()
    {
        var (desk, school) = await Make(students: 3);
        desk.Zoom.Failures.Add(Batch, Failure.LostAnswer, 1);

        var meeting = await desk.AddMeeting(school);

        await AssertOwnLinks(desk, school, meeting);
        Assert.Equal((1, 0), (desk.Calls(meeting, Batch), desk.Calls(meeting, Single)));
        desk.Zoom.Failures.Clear();
    }

    [PostgresFact]
    public async Task Registering_a_student_tells_what_came_of_it_in_each_coming_meeting()
    {
        var (desk, school) = await Make(students: 1);
        var meetings = new[] { await desk.AddMeeting(school), await desk.AddMeeting(school, isSeries: true) };
        foreach (var meeting in meetings)
            await AssertOwnLinks(desk, school, meeting);

        (await desk.App.Admin.Put($"/api/classes/{school.Class}/students/{school.Stranger}")).Is(HttpStatusCode.OK);
        var first = await Register(desk.App.Admin, school.Stranger);
        var second = await Register(desk.App.Admin, school.Stranger);

        first.Is(HttpStatusCode.OK);
        Assert.Equal(2, first["registered"].GetInt32() + first["skipped"].GetInt32());
        Assert.Equal((0, 2, 0), (second["registered"].GetInt32(), second["skipped"].GetInt32(), second["failed"].GetInt32()));
        Assert.All(
            second["results"].EnumerateArray(),
            one => Assert.Equal("alreadyRegistered", one.GetProperty("outcome").GetString()));
        Assert.Equal(
            meetings.Select(one => one.Id).Order(),
            second["results"].EnumerateArray().Select(one => one.GetProperty("meetingId").GetGuid()).Order());
        (await Register(desk.App.As(school.Teacher), school.Stranger)).Is(HttpStatusCode.Forbidden);
    }

    [PostgresFact]
    public async Task Who_has_an_address_from_elsewhere_is_enrolled_and_not_registered()
    {
        var (desk, school) = await Make(students: 1);
        var meeting = await desk.AddMeeting(school);
        var elsewhere = (await desk.App.Admin.Post(
            "/api/users", new { name = "Elsa Where", role = "student", email = $"{Guid.NewGuid():N}@notschool.example" })).Id;

        var enrolled = (await desk.App.Admin.Put($"/api/classes/{school.Class}/students/{elsewhere}")).Is(HttpStatusCode.OK);
        var refused = (await Register(desk.App.Admin, elsewhere)).Is(HttpStatusCode.UnprocessableEntity);
        var stranger = (await Register(desk.App.Admin, school.Stranger)).Is(HttpStatusCode.UnprocessableEntity);
        var self = (await desk.App.As(elsewhere).Post($"{meeting.Path}/registrants", new { })).Is(HttpStatusCode.UnprocessableEntity);

        Assert.False(enrolled["mayRegister"].GetBoolean());
        Assert.Equal(
            ("DOMAIN_RESTRICTED", "NOT_ENROLLED", "DOMAIN_RESTRICTED"),
            (refused.Text("code"), stranger.Text("code"), self.Text("code")));
        // The enrolment has made the meeting due as well: what is registered after it comes after it.
        (await desk.App.Admin.Put($"/api/classes/{school.Class}/students/{school.Stranger}")).Is(HttpStatusCode.OK);
        await AssertOwnLinks(desk, school, meeting, school.Stranger);
        // A new address that is the school's changes that.
        (await desk.App.Admin.Patch($"/api/users/{elsewhere}", new { email = School.NewEmail() })).Is(HttpStatusCode.OK);
        await AssertOwnLinks(desk, school, meeting, school.Stranger, elsewhere);
    }

    [PostgresFact]
    public async Task One_registers_oneself_once_and_the_host_denies_and_approves()
    {
        var (desk, school) = await Make(students: 1);
        var meeting = await desk.AddMeeting(school);
        await AssertOwnLinks(desk, school, meeting);
        var path = $"{meeting.Path}/registrants";
        var (teacher, host) = (desk.App.As(school.Teacher), desk.App.As(school.Teacher));

        var made = (await teacher.Post(path, new { })).Is(HttpStatusCode.Created);
        var again = (await teacher.Post(path, new { })).Is(HttpStatusCode.OK);
        var student = (await desk.App.As(school.Students[0]).Post(path, new { })).Is(HttpStatusCode.OK);
        (await desk.App.As(school.Parent).Post(path, new { })).Is(HttpStatusCode.Forbidden);
        (await desk.App.As(school.Stranger).Post(path, new { })).Is(HttpStatusCode.NotFound);
        (await host.Patch($"{path}/{student.Id}", new { status = "pending" })).Blames("status");
        var denied = (await host.Patch($"{path}/{student.Id}", new { status = "denied" })).Is(HttpStatusCode.OK);
        var atZoom = desk.Approved(meeting).ToList();
        var approved = (await host.Patch($"{path}/{student.Id}", new { status = "approved" })).Is(HttpStatusCode.OK);

        Assert.Equal(made.Json.ToString(), again.Json.ToString());
        Assert.Equal(("denied", "approved"), (denied.Text("status"), approved.Text("status")));
        Assert.Equal([await Email(desk, school.Teacher)], atZoom);
        await AssertOwnLinks(desk, school, meeting, school.Teacher);
    }

    [PostgresFact]
    public async Task In_a_meeting_whose_host_approves_each_who_registered_themselves_waits_and_the_class_does_not()
    {
        var (desk, school) = await Make(students: 2);
        var meeting = await desk.AddMeeting(
            school, isManual: true, others: ("targetAudience", "all"));
        await AssertOwnLinks(desk, school, meeting);
        var path = $"{meeting.Path}/registrants";
        var other = desk.App.As(school.OtherTeacher);

        var waiting = (await other.Post(path, new { })).Is(HttpStatusCode.Accepted);
        var early = (await other.Get($"{meeting.Path}/join")).Is(HttpStatusCode.Conflict);
        await AssertOwnLinks(desk, school, meeting);
        var email = await Email(desk, school.OtherTeacher);
        var atZoom = desk.Registrants(meeting).Single(one => one.Email == email).Status;
        (await desk.App.As(school.Teacher).Patch($"{path}/{waiting.Id}", new { status = "approved" })).Is(HttpStatusCode.OK);

        Assert.Equal(
            ("pending", "REGISTRATION_PENDING", RegistrantStatus.Pending), (waiting.Text("status"), early.Text("code"), atZoom));
        await AssertOwnLinks(desk, school, meeting, school.OtherTeacher);
        (await other.Get($"{meeting.Path}/join")).Is(HttpStatusCode.OK);
        // The host waits for nobody.
        (await desk.App.As(school.Teacher).Post(path, new { })).Is(HttpStatusCode.Created);
    }

    [PostgresFact]
    public async Task Who_left_the_class_may_register_for_a_meeting_of_everybodys_unless_the_host_has_denied_it()
    {
        var (desk, school) = await Make(students: 2);
        var meeting = await desk.AddMeeting(school, others: ("targetAudience", "all"));
        await AssertOwnLinks(desk, school, meeting);
        var student = desk.App.As(school.Students[0]);
        var path = $"{meeting.Path}/registrants";
        (await desk.App.Admin.Delete($"/api/classes/{school.Class}/students/{school.Students[0]}")).Is(HttpStatusCode.NoContent);
        await Eventually.Get(student, path, answer => answer.Items.Single().GetProperty("status").GetString() == "denied");

        var unregistered = (await student.Get($"{meeting.Path}/join")).Is(HttpStatusCode.Conflict);
        var made = (await student.Post(path, new { })).Is(HttpStatusCode.Created);

        Assert.Equal(("NOT_REGISTERED", "approved"), (unregistered.Text("code"), made.Text("status")));
        await AssertOwnLinks(desk, school, meeting);
        (await desk.App.As(school.Teacher).Patch($"{path}/{made.Id}", new { status = "denied" })).Is(HttpStatusCode.OK);
        Assert.Equal("denied", (await student.Post(path, new { })).Is(HttpStatusCode.OK).Text("status"));
        (await student.Get($"{meeting.Path}/join")).Is(HttpStatusCode.Forbidden);
    }

    [PostgresFact]
    public async Task An_approval_that_has_to_wait_is_accepted_and_one_of_who_left_the_class_is_not()
    {
        var (desk, school) = await Make(students: 2);
        var meeting = await desk.AddMeeting(school);
        await AssertOwnLinks(desk, school, meeting);
        var path = $"{meeting.Path}/registrants";
        var host = desk.App.As(school.Teacher);
        var ids = new List<Guid>();
        foreach (var student in school.Students)
            ids.Add((await desk.App.As(student).Get(path)).Items.Single().GetProperty("id").GetGuid());
        (await host.Patch($"{path}/{ids[0]}", new { status = "denied" })).Is(HttpStatusCode.OK);
        await Statements.Run(desk.App.Database.AdminConnectionString, $"""
            UPDATE meeting_registrants SET changes_made = 10, made_on = (now() AT TIME ZONE 'UTC')::date WHERE id = '{ids[0]}'
            """);
        (await desk.App.Admin.Delete($"/api/classes/{school.Class}/students/{school.Students[1]}")).Is(HttpStatusCode.NoContent);

        var tomorrow = (await host.Patch($"{path}/{ids[0]}", new { status = "approved" })).Is(HttpStatusCode.Accepted);
        (await host.Patch($"{path}/{ids[1]}", new { status = "approved" })).Is(HttpStatusCode.Conflict);

        Assert.Equal("denied", tomorrow.Text("status"));
    }

    [PostgresTheory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whether_Zoom_writes_to_a_class_is_as_the_meeting_has_it(bool? isMailed)
    {
        var (desk, school) = await Make(students: 2);

        var meeting = await desk.AddMeeting(
            school, others: ("settings", isMailed is null ? new { } : new { registrantsConfirmationEmail = isMailed }));

        await AssertOwnLinks(desk, school, meeting);
        var body = JsonNode.Parse(desk.Zoom.Calls.Single(call =>
            call.Route == Batch && call.Target.Contains($"{meeting.Number}", StringComparison.Ordinal)).Body)!;
        Assert.Equal(isMailed, body["registrants_confirmation_email"]?.GetValue<bool>());
    }

    [PostgresFact]
    public async Task What_Zoom_refuses_is_shown_to_the_admin_as_the_error_of_what_waits()
    {
        var (desk, school) = await Make(students: 1);
        desk.Zoom.Failures.Add(Single, Failure.Error(400, 200, "Only available for paid accounts."));

        await desk.AddMeeting(school, isSeries: true);

        var state = await Eventually.Get(desk.App.Admin, "/api/admin/zoom", answer => Waiting(answer) is { } told
            && told.GetProperty("lastError").GetString() is not null);
        Assert.Contains("Only available for paid", Waiting(state)!.Value.GetProperty("lastError").GetString(), StringComparison.Ordinal);
        desk.Zoom.Failures.Clear();

        static JsonElement? Waiting(Answer state) => state["waiting"].EnumerateArray()
            .Where(one => one.GetProperty("kind").GetString() == "registration").Select(one => (JsonElement?)one).SingleOrDefault();
    }

    [PostgresFact]
    public async Task Who_has_used_up_the_day_in_other_meetings_has_nobody_elses_registration_refused()
    {
        await using var desk = await ZoomDesk.Start(new() { CountsRegistrationsAcrossMeetings = true });
        var school = await School.Make(desk.App, students: 1);
        for (var earlier = 0; earlier < 3; earlier++)
            await AssertOwnLinks(desk, school, await desk.AddMeeting(school));
        var other = (await desk.App.Admin.Post("/api/classes", new { name = "8 Bonifacio", teacherId = school.Teacher })).Id;
        Guid[] both = [school.Students[0], school.Stranger];
        foreach (var student in both)
            (await desk.App.Admin.Put($"/api/classes/{other}/students/{student}")).Is(HttpStatusCode.OK);
        var email = await Email(desk, school.Stranger);

        for (var later = 0; later < 2; later++)
        {
            var meeting = await desk.AddMeeting(school, ofClass: other);
            await Wait.Until(
                async () => desk.Approved(meeting).SequenceEqual([email]) && (await Statements.Run(
                    desk.App.Database.AdminConnectionString, $"""
                    SELECT count(*) FROM meeting_registrants
                    WHERE meeting_id = '{meeting.Id}' AND retry_at > now() + interval '10 seconds'
                    """)) is 1L,
                () => $"one is registered, and one waits for tomorrow.\n{string.Join('\n', desk.App.Log.TakeLast(20))}\n");
        }

        // Of the first of them: together, and then alone.
        Assert.Equal(2, desk.Zoom.RateLimits.Refusals.Count);
    }

    async Task<(ZoomDesk Desk, School School)> Make(int students)
    {
        var desk = await shared.Desk;
        return (desk, await School.Make(desk.App, students));
    }

    static async Task<List<string?>> Statuses(ZoomDesk desk, Meeting meeting) =>
        [.. (await desk.App.Admin.Get($"{meeting.Path}/registrants")).Items.Select(item => item.GetProperty("status").GetString())];

    static Task<Answer> Register(HttpClient admin, Guid student) =>
        admin.Post("/api/zoom/meetings/register-student", new { studentId = student });

    static async Task<string> Email(ZoomDesk desk, Guid user) => (await desk.App.Admin.Get($"/api/users/{user}")).Text("email")!;

    /// <summary>The class's students and these others are approved in Zoom, nobody else, and each sees the link that is theirs.</summary>
    static async Task AssertOwnLinks(ZoomDesk desk, School school, Meeting meeting, params Guid[] others)
    {
        Guid[] people = [.. school.Students, .. others];
        await Wait.Until(
            async () => await Statuses(desk, meeting) is var known && known.Count(one => one == "approved") == people.Length,
            () => $"everybody is registered for {meeting.Number}.\n{string.Join('\n', desk.App.Log.TakeLast(20))}\n");
        var links = desk.Registrants(meeting).Where(one => one.Status == RegistrantStatus.Approved)
            .ToDictionary(one => one.Email, one => one.JoinUrl);
        Assert.Equal(people.Length, links.Count);
        foreach (var person in people)
        {
            var own = (await desk.App.As(person).Get($"{meeting.Path}/registrants")).Items
                .Single(item => item.GetProperty("userId").GetGuid() == person);
            Assert.Equal(links[await Email(desk, person)], own.GetProperty("joinUrl").GetString());
        }
    }
}
