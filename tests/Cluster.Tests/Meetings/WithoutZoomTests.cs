using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Meetings;

[Collection(SharedApp.Name)]
public sealed class WithoutZoomTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Without_an_account_word_of_a_deletion_is_logged_and_nothing_follows()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();

        (await app.Zoom.Post(ZoomBody.Of("meeting.deleted", new JsonObject { ["id"] = meeting.Number })))
            .EnsureSuccessStatusCode().Dispose();

        await Wait.Until(
            async () => await Count($"due_work WHERE kind = 'meeting' AND key = '{meeting.Number}'") == 0,
            () => "there is nothing to be done");
        Assert.Equal(1, await Count($"meeting_log WHERE meeting = {meeting.Number} AND kind = 10"));
        Assert.NotEqual("cancelled", (await app.Admin.Get(meeting.Path)).Text("status"));

        async Task<long> Count(string rows) =>
            (long)(await Statements.Run(app.Database.AdminConnectionString, $"SELECT count(*) FROM {rows}"))!;
    }
}
