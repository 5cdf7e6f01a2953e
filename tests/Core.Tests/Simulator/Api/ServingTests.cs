using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ZoomOrleans.ZoomSimulator;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

public sealed class ServingTests
{
    [Fact]
    public void Options_say_what_to_serve()
    {
        var (settings, error) = ServeOptions.Read(
        [
            "--port", "5091", "--webhook-url", "http://localhost:5080/api/zoom/webhook", "--webhook-secret", "s",
            "--plan", "free", "--host", "a@example.edu", "--host", "b.c@example.edu", "--fail", "0.1", "--concurrent",
        ]);
        Assert.Null(error);
        var options = settings.Options;
        Assert.Equal((5091, "s", ZoomPlan.Free), (options.Port, options.WebhookSecret, options.Plan));
        Assert.Equal(["a@example.edu", "b.c@example.edu"], options.Users.Select(user => user.Email));
        Assert.Equal(22, options.Users[1].Id.Length);
        Assert.Equal(0.1, Assert.Single(options.Failures).Probability);
        Assert.True(options.RefusesConcurrentWrites);
    }

    [Theory]
    [InlineData("--plan gold", "Free, Pro or Business")]
    [InlineData("--webhook-url", "--webhook-url URL")]
    [InlineData("--url http://localhost", "See --help")]
    public void A_mistake_is_answered_with_what_to_write(string line, string advice) =>
        Assert.Contains(advice, ServeOptions.Read(line.Split(' ')).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_lesson_of_a_meeting_can_be_played_by_hand()
    {
        await using var receiver = await Receiver.Start(HttpStatusCode.OK);
        await using var caller = await Caller.Start(new() { WebhookUrl = receiver.Url });
        var id = await caller.Meeting();
        await caller.Register(id, "mina@example.edu");
        using var http = new HttpClient { BaseAddress = caller.Zoom.Address };
        using var said = await http.PostAsJsonAsync("simulator/lessons", new { meeting = id, minutes = 10, speed = 0 });
        Assert.Equal(HttpStatusCode.Accepted, said.StatusCode);
        await caller.Until(() => caller.Zoom.Webhooks.Attempts.Any(a => a.Event == "meeting.ended"), "no lesson");
        Assert.Equal(HttpStatusCode.OK, (await caller.Get($"past_meetings/{id}")).Status);
        var seen = JsonNode.Parse(await http.GetStringAsync("simulator"))!;
        Assert.Equal((1, id), (seen["tokensIssued"]!.GetValue<int>(), seen["meetings"]![0]!["id"]!.GetValue<long>()));
        Assert.Single(seen["meetings"]![0]!["runs"]!.AsArray());
        using var mistaken = await http.PostAsJsonAsync("simulator/lessons", new { meeting = 1 });
        Assert.Equal(HttpStatusCode.BadRequest, mistaken.StatusCode);
    }
}
