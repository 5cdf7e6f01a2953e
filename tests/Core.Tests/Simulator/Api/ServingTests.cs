using System.Net;
using System.Net.Http.Json;
using System.Text;
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
            "--too-many", "0.2", "--hangs", "0.3", "--resets", "0.4", "--lost-answers", "0.5",
        ]);
        Assert.Null(error);
        var options = settings.Options;
        Assert.Equal((5091, "s", ZoomPlan.Free), (options.Port, options.WebhookSecret, options.Plan));
        Assert.Equal(["a@example.edu", "b.c@example.edu"], options.Users.Select(user => user.Email));
        Assert.Equal(22, options.Users[1].Id.Length);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5], options.Failures.Select(rule => rule.Probability));
        Assert.Equal(
            [Failure.TooManyRequests, Failure.Hang(TimeSpan.FromSeconds(30)), Failure.Reset, Failure.LostAnswer],
            options.Failures.Skip(1).Select(rule => rule.Failure));
        Assert.True(options.RefusesConcurrentWrites);
    }

    [Theory]
    [InlineData("--plan gold", "Free, Pro or Business")]
    [InlineData("--webhook-url", "--webhook-url URL")]
    [InlineData("--url http://localhost", "See --help")]
    public void A_mistake_is_answered_with_what_to_write(string line, string advice) =>
        Assert.Contains(advice, ServeOptions.Read(line.Split(' ')).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"kind":"status","status":502}""", 502, null, false)]
    [InlineData("""{"kind":"tooMany"}""", 429, "QPS", false)]
    [InlineData("""{"kind":"usedUp"}""", 429, "Daily-limit", false)]
    [InlineData("""{"kind":"lateAnswer","seconds":0.01}""", 201, null, true)]
    [InlineData("""{"kind":"lostAnswer"}""", null, null, true)]
    [InlineData("""{"kind":"reset"}""", null, null, false)]
    public async Task Calls_go_wrong_as_somebody_asks_by_hand(string failure, int? status, string? limit, bool isMade)
    {
        await using var zoom = await SimulatedZoom.Start();
        using var http = new HttpClient { BaseAddress = zoom.Address };
        await Authorize(http, zoom);
        using var asked = await Post(http, "simulator/failures", failure.Insert(1, "\"route\":\"POST /users/*\",\"calls\":[1],"));
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);

        if (status is { } expected)
        {
            using var said = await Post(http, Meetings, "{}");
            Assert.Equal(expected, (int)said.StatusCode);
            if (limit is not null)
                Assert.Equal([limit], said.Headers.GetValues("X-RateLimit-Type"));
        }
        else
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => Post(http, Meetings, "{}"));

        Assert.Equal(isMade ? 1 : 0, zoom.Meetings.Count);
        using var second = await Post(http, Meetings, "{}");
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task What_goes_wrong_by_hand_goes_right_again()
    {
        await using var zoom = await SimulatedZoom.Start();
        using var http = new HttpClient { BaseAddress = zoom.Address };
        using var asked = await Post(http, "simulator/failures", """{"kind":"status"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => Authorize(http, zoom));

        using var over = await http.DeleteAsync(new Uri("simulator/failures", UriKind.Relative));

        await Authorize(http, zoom);
    }

    [Theory]
    [InlineData("""{"kind":"nothing"}""", "kind: status,")]
    [InlineData("""{"kind":"hang","seconds":0}""", "seconds:")]
    [InlineData("""{"kind":"reset","probability":2}""", "probability:")]
    [InlineData("""{"kind":"reset","rout":"*"}""", "rout")]
    public async Task A_failure_that_is_none_is_answered_with_what_to_write(string failure, string advice)
    {
        await using var zoom = await SimulatedZoom.Start();
        using var http = new HttpClient { BaseAddress = zoom.Address };

        using var refused = await Post(http, "simulator/failures", failure);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(advice, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

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

    static readonly string Meetings = $"v2/users/{SimulatedZoomOptions.UsualHost.Id}/meetings";

    static async Task Authorize(HttpClient http, SimulatedZoom zoom)
    {
        var options = zoom.Options;
        var credentials = Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}");
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(credentials));
        using var said = await http.PostAsync(
            new Uri($"oauth/token?grant_type=account_credentials&account_id={options.AccountId}", UriKind.Relative), null);
        var token = JsonNode.Parse(await said.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["access_token"]!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token.GetValue<string>());
    }

    static Task<HttpResponseMessage> Post(HttpClient http, string path, string body) =>
        http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
}
