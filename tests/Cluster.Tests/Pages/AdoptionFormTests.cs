using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Meetings;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

[Collection(MeetingsAtZoom.Name)]
public sealed class AdoptionFormTests(ZoomAppFixture shared)
{
    [PostgresFact]
    public async Task A_meeting_that_nobody_scheduled_is_adopted_for_a_class_by_a_form()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var number = await zoom.Pages.Make(school.Host, new { topic = "Remedial class", duration = 40, start_time = "2027-05-03T01:00:00Z" });
        zoom.Zoom.Runs.Start(number);
        await zoom.Deliver(number);
        var page = await Eventually.Get(
            zoom.App.Admin, "/admin", answer => answer.Body.Contains($"value=\"{number}\"", StringComparison.Ordinal));
        Assert.Contains($"<option value=\"{school.School.Class}\"", page.Body, StringComparison.Ordinal);
        page.Says("Zoom is connected.").Says($"{number} Remedial class");

        var adopted = await zoom.App.Admin.Followed(await zoom.App.Admin.Fill(
            "/admin/adopt", ("zoomMeetingId", $"{number}"), ("classId", $"{school.School.Class}")));

        adopted.Says("The meeting is adopted.").DoesNotSay($"{number}");
        Assert.Contains(
            (await school.Teacher.Get($"{ZoomSchool.Path}?classId={school.School.Class}")).Items,
            meeting => meeting.GetProperty("title").GetString() == "Remedial class");
        (await zoom.App.Admin.Fill("/admin/adopt", ("zoomMeetingId", $"{number}"))).Is(HttpStatusCode.UnprocessableEntity)
            .Says("The meeting was not adopted: Choose its class, or that it has none.");
        (await zoom.App.Admin.Fill("/admin/adopt", ("zoomMeetingId", $"{number}"), ("classId", "none"))).Is(HttpStatusCode.Conflict)
            .Says("The meeting was not adopted: This Zoom meeting is known here already.");
    }
}
