using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>Bodies of webhooks, with all that Zoom sends and the program reads.</summary>
static class ZoomBody
{
    public const string SomeTime = "2026-03-02T00:31:00Z";

    /// <summary>A fact of one participant's, or of the run, that can be read.</summary>
    public static string Fact(string name, long meeting, string userName = "Ana Reyes")
    {
        var about = new JsonObject { ["uuid"] = "run==", ["id"] = $"{meeting}" };
        switch (name)
        {
            case "meeting.started":
                about["start_time"] = SomeTime;
                break;
            case "meeting.ended":
                about["end_time"] = SomeTime;
                break;
            default:
                about["participant"] = new JsonObject
                {
                    ["user_id"] = "16778240",
                    ["participant_uuid"] = "client",
                    ["user_name"] = userName,
                    ["email"] = "",
                    [name == "meeting.participant_joined" ? "join_time" : "leave_time"] = SomeTime,
                };
                break;
        }
        return Of(name, about);
    }

    /// <summary>A notice of a change to a meeting, or to a registration for it.</summary>
    public static string Notice(string name, long meeting)
    {
        var about = new JsonObject { ["id"] = meeting };
        if (name.Contains("registration", StringComparison.Ordinal))
            about["registrant"] = new JsonObject { ["id"] = "registrant-1", ["email"] = "ana@example.edu" };
        return Of(name, about);
    }

    public static string Of(string name, JsonObject about, bool hasTime = true)
    {
        var body = new JsonObject
        {
            ["event"] = name,
            ["payload"] = new JsonObject { ["account_id"] = "account", ["object"] = about },
        };
        if (hasTime)
            body["event_ts"] = 1772411460000;
        return body.ToJsonString(AsIs);
    }

    // Zoom sends names as they are, not as \u escapes.
    static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
