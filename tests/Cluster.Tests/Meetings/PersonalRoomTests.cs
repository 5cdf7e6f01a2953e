using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Meetings;

/// <summary>Rooms that are their users' own: Zoom does not tell which meeting is held there.</summary>
[Collection(MeetingsAtZoom.Name)]
public sealed class PersonalRoomTests(ZoomAppFixture shared)
{
    /// <summary>Zoom does not delete somebody's room (3018).</summary>
    [PostgresFact]
    public async Task A_personal_room_is_cancelled_here_and_stays_in_Zoom()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var adopted = (await zoom.App.Admin.Post(
            $"{ZoomSchool.Path}/adopt", new { zoomMeetingId = $"{school.Host.PersonalMeetingId}" })).Is(HttpStatusCode.Created);
        var path = $"{ZoomSchool.Path}/{adopted.Id}";
        Assert.Equal("recurring", adopted.Text("meetingType"));

        (await school.Teacher.Delete(path)).Is(HttpStatusCode.NoContent);

        Assert.Equal("cancelled", (await school.Teacher.Get(path)).Text("status"));
        Assert.Contains(zoom.Zoom.Meetings, one => one.Id == school.Host.PersonalMeetingId && !one.IsDeleted);
    }

    [PostgresFact]
    public async Task A_meeting_that_is_moved_to_its_hosts_own_room_has_a_problem_until_it_is_moved_back()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var made = (await school.Create()).Is(HttpStatusCode.Created);
        var number = long.Parse(made.Text("zoomMeetingId")!, CultureInfo.InvariantCulture);
        var path = $"{ZoomSchool.Path}/{made.Id}";
        Assert.False(school.Sent("POST /users/{userId}/meetings", school.Host.Id)
            .GetProperty("settings").GetProperty("use_pmi").GetBoolean());
        Assert.Null((await school.Teacher.Get(path)).Text("problem"));

        await zoom.Pages.Change(number, new { settings = new { use_pmi = true } });
        await zoom.Follow(number);

        Assert.Contains("usePmi", (await school.Teacher.Get(path)).Text("problem"), StringComparison.Ordinal);
        Assert.NotNull((await school.Teacher.Get(ZoomSchool.Path)).Items.Single().GetProperty("problem").GetString());
        Assert.Null((await zoom.App.As(school.School.Students[0]).Get(path)).Text("problem"));

        var off = (await school.Teacher.Patch(path, new { settings = new { usePmi = false } })).Is(HttpStatusCode.OK);
        Assert.Null(off.Text("problem"));
        Assert.Equal("""{"settings":{"use_pmi":false}}""", school.Sent("PATCH /meetings/{meetingId}", $"{number}").GetRawText());
        await zoom.Follow(number);
        Assert.Null((await school.Teacher.Get(path)).Text("problem"));
    }
}
