using System.Net;
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
