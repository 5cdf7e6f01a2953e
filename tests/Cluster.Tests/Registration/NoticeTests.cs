using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Registration;

/// <summary>What is done to registrations in Zoom's own pages finds its way here by webhooks.</summary>
public sealed class NoticeTests(TellingDeskFixture shared) : IClassFixture<TellingDeskFixture>
{
    const string Single = "POST /meetings/{meetingId}/registrants";
    const string Lists = "GET /meetings/{meetingId}/registrants";
    const string Changes = "PUT /meetings/{meetingId}/registrants/status";

    [PostgresFact]
    public async Task Whom_the_host_denied_in_Zoom_is_shown_so_and_stays_so_until_approved_here()
    {
        var (desk, school, meeting) = await Make(students: 2);
        var (student, link) = await Registrant(desk, school, meeting, 0);

        await Change(desk, meeting, "deny", link);
        await Shows(desk, meeting, student, "denied");
        await desk.InZoom(HttpMethod.Put, meeting, "/status", Body("approve", desk.Registrants(meeting).Single(one => one.Id != link.Id)));
        await Settled(desk);

        Assert.Equal(RegistrantStatus.Denied, desk.Registrants(meeting).Single(one => one.Id == link.Id).Status);
        Assert.Equal(2, desk.Calls(meeting, Changes)); // Both are the host's.
        (await desk.App.As(student).Get($"{meeting.Path}/join")).Is(HttpStatusCode.Forbidden);
        var told = (await desk.App.Admin.Post("/api/zoom/meetings/register-student", new { studentId = student })).Is(HttpStatusCode.OK);
        Assert.Contains("in Zoom", told["results"][0].GetProperty("detail").GetString(), StringComparison.Ordinal);
        var row = (await desk.App.As(student).Get($"{meeting.Path}/registrants")).Items.Single();
        var approved = (await desk.App.As(school.Teacher).Patch(
            $"{meeting.Path}/registrants/{row.GetProperty("id").GetGuid()}", new { status = "approved" }));
        Assert.InRange((int)approved.Status, 200, 202);

        await Shows(desk, meeting, student, "approved");
        Assert.Equal(RegistrantStatus.Approved, desk.Registrants(meeting).Single(one => one.Id == link.Id).Status);
        await Settled(desk);
        await Shows(desk, meeting, student, "approved");
    }

    [PostgresFact]
    public async Task Who_is_approved_in_Zoom_again_is_approved_here()
    {
        var (desk, school, meeting) = await Make(students: 1);
        var (student, link) = await Registrant(desk, school, meeting, 0);
        await Change(desk, meeting, "deny", link);
        await Shows(desk, meeting, student, "denied");

        await Change(desk, meeting, "approve", link);

        await Shows(desk, meeting, student, "approved");
        (await desk.App.As(student).Get($"{meeting.Path}/join")).Is(HttpStatusCode.OK);
    }

    [PostgresTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_was_cancelled_in_Zoom_is_shown_as_denied_and_registered_again_when_they_come_back(bool isRemoved)
    {
        var (desk, school, meeting) = await Make(students: 2);
        var (student, link) = await Registrant(desk, school, meeting, 1);
        var path = $"/api/classes/{school.Class}/students/{student}";

        if (isRemoved)
            await desk.InZoom(HttpMethod.Delete, meeting, $"/{link.Id}");
        else
            await Change(desk, meeting, "cancel", link);
        await Shows(desk, meeting, student, "denied");
        Assert.Single(desk.Approved(meeting));
        (await desk.App.Admin.Delete(path)).Is(HttpStatusCode.NoContent);
        await Settled(desk);
        Assert.Single(desk.Approved(meeting));

        (await desk.App.Admin.Put(path)).Is(HttpStatusCode.OK);

        await Shows(desk, meeting, student, "approved");
        Assert.Equal(2, desk.Approved(meeting).Count());
    }

    [PostgresFact]
    public async Task Who_registered_in_Zoom_under_a_students_address_is_that_student()
    {
        var desk = await shared.Desk;
        var school = await School.Make(desk.App, students: 1);
        // Nothing is to be had of Zoom for this student until tomorrow.
        desk.Zoom.Failures.Add(Single, Failure.Error(
            429, 429, "You have exceeded the limit (3) for the registrant (x). You can resume at GMT 00:00:00."), 1);
        var meeting = await desk.AddMeeting(school, isSeries: true);
        await Wait.Until(
            async () => await Statements.Run(
                desk.App.Database.AdminConnectionString,
                $"SELECT 1 FROM meeting_registrants WHERE meeting_id = '{meeting.Id}' AND failures > 0") is not null,
            () => "Zoom has refused the student");
        desk.Zoom.Failures.Clear();
        await Settled(desk);
        Assert.Empty(desk.Registrants(meeting));
        var email = (await desk.App.Admin.Get($"/api/users/{school.Students[0]}")).Text("email");

        await desk.InZoom(
            HttpMethod.Post, meeting, "", $$"""{"email":"{{email!.ToUpperInvariant()}}","first_name":"Student","last_name":"00"}""");

        await Shows(desk, meeting, school.Students[0], "approved");
        var own = (await desk.App.As(school.Students[0]).Get($"{meeting.Path}/registrants")).Items.Single();
        Assert.Equal(desk.Registrants(meeting).Single().JoinUrl, own.GetProperty("joinUrl").GetString());
    }

    [PostgresFact]
    public async Task The_notices_of_our_own_registering_cost_hardly_a_look_at_Zooms_lists()
    {
        var desk = await shared.Desk;
        var school = await School.Make(desk.App, students: 12);

        var meeting = await desk.AddMeeting(school, isSeries: true);
        await Wait.Until(
            async () => desk.Approved(meeting).Count() == 12 && await Due(desk, meeting) is 0,
            () => "everybody is registered and nothing is left to be done", TimeSpan.FromSeconds(40));

        // Three before anybody was registered; on a slow machine the notices may come too late for one look.
        Assert.InRange(desk.Calls(meeting, Lists), 6, 9);
        Assert.Equal((12, 0), (desk.Calls(meeting, Single), desk.Calls(meeting, Changes)));
        Assert.Equal(12, desk.Zoom.Webhooks.Attempts.Count(one =>
            one is { IsDelivered: true, Event: "meeting.registration_created" }
            && one.Body.Contains($"{meeting.Number}", StringComparison.Ordinal)));
    }

    async Task<(ZoomDesk, School, Meeting)> Make(int students)
    {
        var desk = await shared.Desk;
        var school = await School.Make(desk.App, students);
        var meeting = await desk.AddMeeting(school);
        foreach (var student in school.Students)
            await Shows(desk, meeting, student, "approved");
        await Settled(desk);
        return (desk, school, meeting);
    }

    static async Task<(Guid Student, SimulatedRegistrant Link)> Registrant(
        ZoomDesk desk, School school, Meeting meeting, int student)
    {
        var email = (await desk.App.Admin.Get($"/api/users/{school.Students[student]}")).Text("email");
        return (school.Students[student], desk.Registrants(meeting).Single(one => one.Email == email));
    }

    static Task Change(ZoomDesk desk, Meeting meeting, string action, SimulatedRegistrant whom) =>
        desk.InZoom(HttpMethod.Put, meeting, "/status", Body(action, whom));

    static string Body(string action, SimulatedRegistrant whom) =>
        $$"""{"action":"{{action}}","registrants":[{"id":"{{whom.Id}}","email":"{{whom.Email}}"}]}""";

    static Task Shows(ZoomDesk desk, Meeting meeting, Guid student, string status) => Wait.Until(
        async () =>
        {
            await desk.LookNow();
            return (await desk.App.As(student).Get($"{meeting.Path}/registrants")).Items
                .Any(row => row.GetProperty("status").GetString() == status);
        },
        () => $"the student is {status}.\n{string.Join('\n', desk.App.Log.TakeLast(20))}\n");

    /// <summary>All that Zoom has told is heard, and looked at.</summary>
    static Task Settled(ZoomDesk desk) => Wait.Until(
        async () =>
        {
            await desk.LookNow();
            return desk.Zoom.Webhooks.Attempts.Count == desk.Zoom.Webhooks.Told.Count
                && await Statements.Run(
                    desk.App.Database.AdminConnectionString, "SELECT 1 FROM due_work WHERE kind = 'registration' AND look") is null;
        },
        () => "all that Zoom has told is looked at");

    static async Task<long> Due(ZoomDesk desk, Meeting meeting) => (long)(await Statements.Run(
        desk.App.Database.AdminConnectionString,
        $"SELECT count(*) FROM due_work WHERE kind = 'registration' AND key = '{meeting.Number}'"))!;
}

/// <summary>One for the tests of a class, started with the first of them.</summary>
public sealed class TellingDeskFixture : IAsyncLifetime
{
    readonly Lazy<Task<ZoomDesk>> _desk = new(ZoomDesk.StartTelling);

    internal Task<ZoomDesk> Desk => _desk.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_desk.IsValueCreated && _desk.Value.IsCompletedSuccessfully)
            await _desk.Value.Result.DisposeAsync();
    }
}
