using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Meetings;

/// <summary>A meeting that is cancelled here is gone at Zoom, too.</summary>
[Collection(MeetingsAtZoom.Name)]
public sealed class CancellingTests(ZoomAppFixture shared)
{
    const string Remove = "DELETE /meetings/{meetingId}";

    [PostgresFact]
    public async Task A_cancelled_meeting_is_gone_at_Zoom_and_stays_here()
    {
        var school = await (await shared.App).Make();
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);

        (await school.Teacher.Delete($"{ZoomSchool.Path}/{meeting.Id}")).Is(HttpStatusCode.NoContent);
        (await school.Teacher.Delete($"{ZoomSchool.Path}/{meeting.Id}")).Is(HttpStatusCode.NoContent);

        Assert.Empty(school.Meetings);
        Assert.Single(school.Calls(Remove, meeting.Text("zoomMeetingId")!));
        Assert.Equal("cancelled", (await school.Teacher.Get($"{ZoomSchool.Path}/{meeting.Id}")).Text("status"));
    }

    [PostgresFact]
    public async Task A_404_that_is_not_Zooms_own_word_cancels_nothing()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var path = $"{ZoomSchool.Path}/{(await school.Create()).Is(HttpStatusCode.Created).Id}";
        zoom.Zoom.Failures.Add(Remove, Failure.Status(404));
        try
        {
            (await school.Teacher.Delete(path)).Is(HttpStatusCode.Conflict);
        }
        finally
        {
            zoom.Zoom.Failures.Clear();
        }

        Assert.Equal("scheduled", (await school.Teacher.Get(path)).Text("status"));
        (await school.Teacher.Delete(path)).Is(HttpStatusCode.NoContent);
        Assert.Empty(school.Meetings);
    }

    [PostgresFact]
    public async Task A_running_meeting_is_ended_before_it_is_cancelled_and_one_that_is_gone_is_cancelled_all_the_same()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);
        var path = $"{ZoomSchool.Path}/{meeting.Id}";
        zoom.Zoom.Runs.Start(school.Meetings[0].Id);

        var refused = (await school.Teacher.Delete(path)).Is(HttpStatusCode.Conflict);
        Assert.Equal("ZOOM_IN_PROGRESS", refused.Text("code"));
        Assert.Equal("scheduled", (await school.Teacher.Get(path)).Text("status"));

        (await school.Teacher.Post($"{path}/end", new { })).Is(HttpStatusCode.NoContent);
        (await school.Teacher.Delete(path)).Is(HttpStatusCode.NoContent);

        var other = (await school.Create()).Is(HttpStatusCode.Created);
        await zoom.Execute($"UPDATE zoom_meetings SET zoom_meeting_id = '9{School.NewNumber()}' WHERE id = '{other.Id}'");
        (await school.Teacher.Delete($"{ZoomSchool.Path}/{other.Id}")).Is(HttpStatusCode.NoContent);
    }
}
