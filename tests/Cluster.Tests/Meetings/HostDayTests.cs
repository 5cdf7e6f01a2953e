using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Meetings;

/// <summary>What is used of the hundred changes that Zoom takes in a day for a host.</summary>
[Collection(MeetingsAtZoom.Name)]
public sealed class HostDayTests(ZoomAppFixture shared)
{
    [PostgresFact]
    public async Task What_a_change_costs_is_told_with_its_answer_and_what_is_left_beforehand()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        const string usage = "/api/zoom/usage";
        Assert.Equal(0, (await school.Teacher.Get(usage)).Is(HttpStatusCode.OK)["changesToday"].GetInt32());
        var path = $"{ZoomSchool.Path}/{(await school.Create()).Is(HttpStatusCode.Created).Id}";

        var changed = (await school.Teacher.Patch(path, new { title = "Algebra" })).Is(HttpStatusCode.OK);
        var free = (await zoom.App.Admin.Patch(path, new { targetAudience = "all" })).Is(HttpStatusCode.OK);

        Assert.Equal(["2"], changed.Response.Headers.GetValues("Zoom-Changes-Today"));
        Assert.Equal(["100"], changed.Response.Headers.GetValues("Zoom-Changes-Per-Day"));
        Assert.False(free.Response.Headers.Contains("Zoom-Changes-Today"));
        var used = (await school.Teacher.Get(usage)).Is(HttpStatusCode.OK);
        Assert.Equal((2, 100, 98), (
            used["changesToday"].GetInt32(), used["changesMax"].GetInt32(), used["changesLeft"].GetInt32()));
        Assert.Equal(new DateTimeOffset(DateTime.UtcNow.Date.AddDays(1), TimeSpan.Zero), used["resetsAt"].GetDateTimeOffset());
        Assert.Equal(0, (await zoom.App.Admin.Get(usage)).Is(HttpStatusCode.OK)["changesToday"].GetInt32());
        var ofTeacher = $"{usage}?hostId={school.School.Teacher}";
        Assert.Equal(2, (await zoom.App.Admin.Get(ofTeacher)).Is(HttpStatusCode.OK)["changesToday"].GetInt32());
        (await school.Teacher.Get(ofTeacher)).Is(HttpStatusCode.OK);
        (await school.Teacher.Get($"{usage}?hostId={school.School.OtherTeacher}")).Is(HttpStatusCode.Forbidden);
        (await zoom.App.Admin.Get($"{usage}?hostId={Guid.NewGuid()}")).Is(HttpStatusCode.NotFound);
        (await zoom.App.As(school.School.Students[0]).Get(usage)).Is(HttpStatusCode.Forbidden);
    }

    [PostgresFact]
    public async Task A_change_counts_to_the_host_whom_Zoom_has()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var other = zoom.NewHost();
        var made = (await school.Create()).Is(HttpStatusCode.Created);
        var number = long.Parse(made.Text("zoomMeetingId")!, CultureInfo.InvariantCulture);
        await zoom.Pages.Change(number, new { schedule_for = other.Id });
        await zoom.Follow(number);

        (await school.Teacher.Patch($"{ZoomSchool.Path}/{made.Id}", new { title = "Algebra" })).Is(HttpStatusCode.OK);

        Assert.Equal((1, 1), (await zoom.ChangesToday(school.Host.Id), await zoom.ChangesToday(other.Id)));
    }

    /// <summary>Zoom is told their address until an admin enters their id: both are one user.</summary>
    [PostgresFact]
    public async Task What_was_made_under_a_hosts_address_counts_to_their_day_when_their_id_is_known()
    {
        var zoom = await shared.App;
        var host = zoom.NewHost();
        var teacher = (await zoom.App.Admin.Post(
            "/api/users", new { name = "Thea Third", role = "teacher", email = host.Email })).Is(HttpStatusCode.Created).Id;
        var request = new { title = "Club", startTime = "2027-03-01T00:30:00Z" };
        var path = $"{ZoomSchool.Path}/{(await zoom.App.As(teacher).Post(ZoomSchool.Path, request)).Is(HttpStatusCode.Created).Id}";
        (await zoom.App.As(teacher).Patch(path, new { title = "Choir" })).Is(HttpStatusCode.OK);
        Assert.Equal(2, (await zoom.App.As(teacher).Get("/api/zoom/usage"))["changesToday"].GetInt32());

        (await zoom.App.Admin.Patch($"/api/users/{teacher}", new { zoomUserId = host.Id })).Is(HttpStatusCode.OK);

        var changed = (await zoom.App.As(teacher).Patch(path, new { title = "Chess" })).Is(HttpStatusCode.OK);
        Assert.Equal(["3"], changed.Response.Headers.GetValues("Zoom-Changes-Today"));
        Assert.Equal((3, 0), (await zoom.ChangesToday(host.Id), await zoom.ChangesToday(host.Email)));
    }
}
