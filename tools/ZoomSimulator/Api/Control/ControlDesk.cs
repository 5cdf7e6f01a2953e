using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// What Zoom does not have, for whoever runs the simulator by hand: <c>GET /simulator</c> tells what it saw,
/// <c>POST /simulator/lessons</c> plays a lesson of a meeting to the webhook's receiver, <c>POST /simulator/failures</c> has
/// calls go wrong from now on, until <c>DELETE /simulator/failures</c>.
/// </summary>
sealed class ControlDesk(SimulatedZoom zoom)
{
    const string Path = "/simulator";

    static readonly JsonSerializerOptions Written = new(JsonSerializerOptions.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static bool IsFor(HttpContext http) => http.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal);

    public async Task Serve(HttpContext http)
    {
        var (status, body) = (http.Request.Method, http.Request.Path.Value) switch
        {
            ("GET", Path) => (200, Seen()),
            ("POST", Path + "/lessons") => await Told<AskedLesson>(http.Request, Play),
            ("POST", Path + "/failures") => await Told<AskedFailure>(http.Request, Fail),
            ("DELETE", Path + "/failures") => FailNoMore(),
            _ => (404, new JsonObject { ["message"] = $"GET {Path}, POST {Path}/lessons, POST or DELETE {Path}/failures." }),
        };
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString(ZoomJson.AsIs)));
    }

    JsonObject Seen() => new()
    {
        ["tokensIssued"] = zoom.TokensIssued,
        ["calls"] = zoom.Calls.Count,
        ["perSecondMax"] = new JsonObject(Enum.GetValues<RateCategory>().Select(
            category => KeyValuePair.Create(category.ToString(), (JsonNode?)zoom.RateLimits.PerSecondMax(category)))),
        ["refusals"] = new JsonArray([.. zoom.RateLimits.Refusals.Select(refusal => (JsonNode)refusal.ToString())]),
        ["webhooksFailed"] = zoom.Webhooks.Attempts.Count(attempt => !attempt.IsDelivered),
        ["meetings"] = new JsonArray(
        [
            .. zoom.Meetings.Select(meeting => new JsonObject
            {
                ["id"] = meeting.Id,
                ["topic"] = meeting.Topic,
                ["host"] = meeting.Host.Email,
                ["deleted"] = meeting.IsDeleted,
                ["registrants"] = meeting.Registrants.Count,
                ["runs"] = new JsonArray([.. meeting.Runs.Select(uuid => (JsonNode)uuid)]),
            }),
        ]),
    };

    static async Task<(int, JsonObject)> Told<T>(HttpRequest request, Func<T, (int, JsonObject)> act)
    {
        try
        {
            return act(await JsonSerializer.DeserializeAsync<T>(request.Body, Written)
                ?? throw new JsonException("Nothing was asked for."));
        }
        catch (Exception mistake) when (
            mistake is JsonException or ArgumentException or FormatException or InvalidOperationException)
        {
            return (400, new() { ["message"] = mistake.Message });
        }
    }

    /// <summary>Answers as soon as the lesson is under way. Compressed, it ends in the moment its play does.</summary>
    (int, JsonObject) Play(AskedLesson asked)
    {
        var length = TimeSpan.FromMinutes(asked.Minutes);
        var sinceStart = asked.Speed == 0 ? length : length - length / asked.Speed;
        var plan = zoom.Runs.PlanOf(asked.Meeting, zoom.Options.Clock.GetUtcNow() - sinceStart, length) with
        {
            Seed = asked.Seed, Behaviour = asked.Lively ? Behaviour.Lively : Behaviour.Quiet, Guests = asked.Guests,
        };
        var lesson = Lesson.Of(plan);
        _ = zoom.Runs.PlayAsync(lesson, Faults.Usual, asked.Speed);
        return (202, new() { ["runs"] = new JsonArray([.. lesson.Runs.Select(run => (JsonNode)run.Uuid)]) });
    }

    (int, JsonObject) Fail(AskedFailure asked)
    {
        zoom.Failures.Add(asked.Rule);
        return (201, new() { ["route"] = asked.Route, ["kind"] = asked.Kind });
    }

    (int, JsonObject) FailNoMore()
    {
        zoom.Failures.Clear();
        return (200, new());
    }

    sealed record AskedLesson(long Meeting)
    {
        public int Minutes { get; init; } = 45;

        /// <summary>Seconds of the lesson per second; 0: as fast as possible.</summary>
        public double Speed { get; init; } = 60;

        public long Seed { get; init; } = 1;

        public bool Lively { get; init; }

        public int Guests { get; init; }
    }
}
