using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>
/// One run of a meeting, told event by event as a test wants it: late, twice, or in another order. Times are seconds
/// since the run began.
/// </summary>
sealed class ZoomRun(AppProcess app, Meeting meeting, DateTimeOffset start)
{
    readonly string _uuid = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
    int _stays;

    public Task Started() => Send("meeting.started", new JsonObject { ["start_time"] = At(0) });

    public Task Ended(int second) => Send("meeting.ended", new JsonObject { ["end_time"] = At(second) });

    /// <summary>Somebody comes in; Zoom knows the address, or only the name.</summary>
    public async Task<Client> Joined(int second, string? email, string name = "Somebody")
    {
        var client = new Client(++_stays, name, email ?? "");
        await Tell("meeting.participant_joined", client, "join_time", second);
        return client;
    }

    public Task Left(Client client, int second) => Tell("meeting.participant_left", client, "leave_time", second);

    public async Task Attended(string email, int join, int leave) => await Left(await Joined(join, email), leave);

    Task Tell(string name, Client client, string timeField, int second) => Send(name, new JsonObject
    {
        ["participant"] = new JsonObject
        {
            ["user_id"] = client.Stay.ToString(CultureInfo.InvariantCulture),
            ["participant_uuid"] = $"client-{client.Stay}",
            ["user_name"] = client.Name,
            ["email"] = client.Email,
            [timeField] = At(second),
        },
    });

    async Task Send(string name, JsonObject about)
    {
        about["uuid"] = _uuid;
        about["id"] = meeting.Number;
        using var answer = await app.Zoom.Post(ZoomBody.Of(name, about));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    string At(int second) => start.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public sealed record Client(int Stay, string Name, string Email);
}
