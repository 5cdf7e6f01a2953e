using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>What Zoom signed and nobody can read: kept for a person to look at, and answered 200.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class QuarantineTests(SharedAppFixture shared)
{
    static readonly string[] Addresses = ["203.0.113.77", "192.168.3.17", "2001:db8::8a2e:370:7334", "198.51.100.9"];

    static readonly string[] PersonalData = [.. Addresses, "Ana Liwayway Reyes", "ana.reyes@school.example"];

    public static TheoryData<string, string> Unreadable => new()
    {
        { "not JSON", "{\"event\":\"meeting.ended\", Ana Liwayway Reyes ana.reyes@school.example 203.0.113.77" },
        { "not JSON", "" },
        { "not JSON", "{\"public_ip\":\"2001:db8::8a2e:370:7334\"} {}" },
        { "no envelope", "[\"198.51.100.9\"]" },
        { "no envelope", "\"meeting.participant_joined\"" },
        { "no envelope", "{\"payload\":{\"public_ip\":\"203.0.113.77\"}}" },
        { "no envelope", "{\"event\":17}" },
        { "without id", ParticipantFact("meeting.participant_joined", without: "id") },
        { "without id", ParticipantFact("meeting.participant_left", spoilt: "id") },
        { "without uuid", ParticipantFact("meeting.participant_joined", without: "uuid") },
        { "without uuid", ParticipantFact("meeting.participant_left", spoilt: "uuid") },
        { "without user_id and participant_uuid", ParticipantFact("meeting.participant_joined", without: "user") },
        { "without user_id and participant_uuid", ParticipantFact("meeting.participant_left", spoilt: "user") },
        { "without any time", ParticipantFact("meeting.participant_joined", without: "time") },
        { "without any time", ParticipantFact("meeting.participant_left", spoilt: "time") },
        { "without id", ZoomBody.Of("meeting.started", new JsonObject { ["uuid"] = "run" }) },
        { "without uuid", ZoomBody.Of("meeting.ended", new JsonObject { ["id"] = 1 }) },
        { "without id", ZoomBody.Of("meeting.updated", new JsonObject { ["topic"] = "203.0.113.77" }) },
        { "without id", ZoomBody.Of("meeting.registration_created", new JsonObject { ["id"] = "x" }) },
    };

    [PostgresTheory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_is_kept_with_its_reason_and_without_addresses(string reason, string body)
    {
        var app = await shared.App;
        var before = (await Stored.InQuarantine(app), await Stored.InAnyLog(app));

        Assert.Equal(HttpStatusCode.OK, await Send(app, Encoding.UTF8.GetBytes(body)));

        Assert.Equal((before.Item1 + 1, before.Item2), (await Stored.InQuarantine(app), await Stored.InAnyLog(app)));
        var kept = await Stored.LastInQuarantine(app);
        Assert.Contains(reason, kept.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Addresses, address => Has(kept.Body, address) || Has(kept.Reason, address));
        Assert.Equal(Has(body, "Liwayway"), Has(kept.Body, "Liwayway"));
    }

    [PostgresFact]
    public async Task Bytes_that_are_no_text_are_kept_as_well_as_they_can()
    {
        var app = await shared.App;
        var before = await Stored.InQuarantine(app);

        Assert.Equal(HttpStatusCode.OK, await Send(app, [0xFF, 0xFE, 0x00, 0x80, (byte)'{', 0x00]));

        Assert.Equal(before + 1, await Stored.InQuarantine(app));
    }

    [PostgresFact]
    public async Task The_programs_log_shows_nothing_of_a_bad_body_and_no_stack_trace()
    {
        var app = await shared.App;
        foreach (var row in Unreadable)
        {
            var body = Encoding.UTF8.GetBytes((string)row[1]);
            await Send(app, body);
            using var forged = await new WebhookRequest(body, "somebody else's").SendTo(app.Anonymous);
            var request = new WebhookRequest(body, app.WebhookSecrets.First);
            using var wrongType = await (request with { ContentType = "text/plain" }).SendTo(app.Anonymous);
        }
        // What the program writes after all that comes after all that.
        using var last = await new WebhookRequest("last", app.WebhookSecrets.First).SendTo(app.Anonymous);
        await Wait.Until(
            () => app.Log.Count(line => Has(line, "goes to quarantine")) > Unreadable.Count, "the log tells of every body");

        Assert.DoesNotContain(app.Log, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log, line => PersonalData.Any(value => Has(line, value)));
    }

    /// <summary>A join or leave with something left out, or with something there that is of no use.</summary>
    static string ParticipantFact(string name, string? without = null, string? spoilt = null)
    {
        var time = name == "meeting.participant_joined" ? "join_time" : "leave_time";
        var participant = new JsonObject
        {
            ["user_name"] = "Ana Liwayway Reyes 203.0.113.77",
            ["email"] = "ana.reyes@school.example",
            ["public_ip"] = "2001:db8::8a2e:370:7334",
            ["private_ip"] = "192.168.3.17",
            ["leave_reason"] = "lost 198.51.100.9",
        };
        var about = new JsonObject { ["participant"] = participant };
        Put(about, "id", "81234567890", "nonsense");
        Put(about, "uuid", "run", "");
        Put(participant, "user_id", "16778240", "", "user");
        Put(participant, "participant_uuid", "client", new JsonObject(), "user");
        Put(participant, time, ZoomBody.SomeTime, "later", "time");
        return ZoomBody.Of(name, about, hasTime: (without ?? spoilt) != "time");

        void Put(JsonObject json, string field, JsonNode good, JsonNode bad, string? group = null)
        {
            if (without != (group ?? field))
                json[field] = spoilt == (group ?? field) ? bad : good;
        }
    }

    static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    static async Task<HttpStatusCode> Send(AppProcess app, byte[] body)
    {
        using var answer = await new WebhookRequest(body, app.WebhookSecrets.First).SendTo(app.Anonymous);
        return answer.StatusCode;
    }
}
