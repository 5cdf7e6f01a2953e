using System.Text.Json;
using System.Text.Json.Nodes;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Core.Tests.Simulator;

/// <summary>Reads bodies as a receiver must: from the JSON alone.</summary>
static class Told
{
    public static JsonNode Json(this ZoomEvent told) => JsonNode.Parse(told.Body(told.At))!;

    public static JsonNode Meeting(this ZoomEvent told) => told.Json()["payload"]!["object"]!;

    public static JsonNode Participant(this ZoomEvent told) => told.Meeting()["participant"]!;

    public static string Text(this JsonNode json, string key) => json[key]!.GetValue<string>();

    public static DateTimeOffset Time(this JsonNode json, string key) => json[key].Deserialize<DateTimeOffset>();

    public static List<ZoomEvent> Named(this Lesson lesson, string name) =>
        lesson.Events.Where(told => told.Name == "meeting." + name).ToList();

    /// <summary>Run, connection, user id, join, leave of every stay of which both ends are told.</summary>
    public static IEnumerable<(string, string, string, DateTimeOffset, DateTimeOffset)> Stays(Lesson lesson) =>
        lesson.Named("participant_joined").Join(
            lesson.Named("participant_left"),
            Key,
            Key,
            (join, leave) =>
            {
                var (run, connection, user) = Key(join);
                var (from, to) = (join.Participant().Time("join_time"), leave.Participant().Time("leave_time"));
                return (run, connection, user, from, to);
            });

    static (string Run, string Connection, string User) Key(ZoomEvent told) =>
        (told.Meeting().Text("uuid"), told.Participant().Text("participant_uuid"), told.Participant().Text("user_id"));
}
