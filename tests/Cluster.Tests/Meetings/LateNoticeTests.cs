using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Meetings;

/// <summary>Word of a plan that was changed in Zoom comes when it comes; the plan holds since it was changed.</summary>
[Collection(MeetingsAtZoom.Name)]
public sealed class LateNoticeTests(ZoomAppFixture shared)
{
    [PostgresFact]
    public async Task A_lesson_that_began_before_word_of_its_new_time_came_is_the_lesson_of_that_time()
    {
        var zoom = await shared.App;
        var (meeting, start) = await Moved(zoom);
        await new ZoomRun(zoom.App, meeting, Ago(minutes: 5)).Started();

        await Notify(zoom, meeting, Ago(minutes: 10));

        await Eventually.Get(zoom.App.Admin, $"{meeting.Path}/occurrences", answer => answer.Items
            .Select(one => (one.GetProperty("scheduledStart").GetString(), one.GetProperty("status").GetString()))
            .SequenceEqual([(start, "started")]));
    }

    /// <summary>The first schedule is a day old.</summary>
    [PostgresTheory]
    [InlineData(10, 10, "the notice says when")]
    [InlineData(2880, 1440, "never before the schedule that it follows")]
    [InlineData(-10, 0, "never later than now")]
    [InlineData(null, 0, "the notice says no time")]
    public async Task A_plan_holds_since_it_was_changed(int? toldMinutesAgo, int heldMinutesAgo, string why)
    {
        var zoom = await shared.App;
        var (meeting, _) = await Moved(zoom);

        await Notify(zoom, meeting, toldMinutesAgo is { } minutes ? Ago(minutes) : null);

        var schedules = await zoom.Query(
            $"SELECT valid_from FROM meeting_schedules WHERE meeting_id = '{meeting.Id}' ORDER BY valid_from",
            row => row.GetFieldValue<DateTimeOffset>(0));
        Assert.Equal(2, schedules.Count);
        Assert.True((schedules[1] - Ago(heldMinutesAgo)).Duration() < TimeSpan.FromMinutes(1), $"{why}: {schedules[1]}");
    }

    /// <summary>A meeting of next year's, planned a day ago, that its host has moved to 20 minutes from now.</summary>
    static async Task<(Meeting Meeting, string Start)> Moved(ZoomApp zoom)
    {
        var school = await zoom.Make();
        var made = (await school.Create(("registrationEnabled", false))).Is(HttpStatusCode.Created);
        var meeting = new Meeting(made.Id, long.Parse(made.Text("zoomMeetingId")!, CultureInfo.InvariantCulture));
        await zoom.Execute(
            $"UPDATE meeting_schedules SET valid_from = valid_from - interval '1 day' WHERE meeting_id = '{meeting.Id}'");
        var start = Ago(minutes: -20).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await zoom.Pages.Change(meeting.Number, new { start_time = start });
        return (meeting, start);
    }

    static async Task Notify(ZoomApp zoom, Meeting meeting, DateTimeOffset? at)
    {
        var body = JsonNode.Parse(ZoomBody.Of("meeting.updated", new JsonObject { ["id"] = meeting.Number }, hasTime: false))!;
        if (at is { } time)
            body["payload"]!["time_stamp"] = time.ToUnixTimeMilliseconds();
        (await zoom.App.Zoom.Post(body.ToJsonString())).EnsureSuccessStatusCode().Dispose();
        await Wait.Until(
            async () => !await zoom.IsDue("meeting", meeting.Number), () => $"meeting {meeting.Number} is as Zoom has it");
    }

    static DateTimeOffset Ago(int minutes) =>
        DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-minutes).ToUnixTimeSeconds());
}
