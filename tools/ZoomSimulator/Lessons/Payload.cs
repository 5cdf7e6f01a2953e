using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>Writes the events of one run with the keys, and the whims, that captured ones have.</summary>
sealed class Payload(LessonPlan plan, Run run, Person host)
{
    // Zoom sends names as they are, not as \u escapes: a receiver must sign the bytes.
    static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ZoomEvent Started() => Written("meeting.started", run.Start, Meeting());

    public ZoomEvent Ended() =>
        Written("meeting.ended", run.End, With(Meeting(), "end_time", Time(run.End)));

    public ZoomEvent Joined(Connection connection, Stay stay) =>
        About(connection, stay, "meeting.participant_joined", stay.Join, Meeting(),
            Participant.Joined(connection, stay));

    public ZoomEvent Left(Connection connection, Stay stay, string reason) =>
        About(connection, stay, "meeting.participant_left", stay.Leave, Meeting(),
            Participant.Left(connection, stay, reason));

    public ZoomEvent JoinedRoom(Connection connection, Stay room, Stay before) =>
        About(connection, null, "meeting.participant_joined_breakout_room", room.Join, InRoom(room),
            Participant.JoinedRoom(connection, room, before));

    public ZoomEvent LeftRoom(Connection connection, Stay room, Stay before) =>
        About(connection, null, "meeting.participant_left_breakout_room", room.Leave, InRoom(room),
            Participant.LeftRoom(connection, room, before));

    public ZoomEvent InWaitingRoom(string name, Connection connection, DateTimeOffset at) =>
        About(connection, connection.Stays[0], name, at, Meeting(),
            With(Participant.Known(connection, connection.Stays[0]), "date_time", Time(at)));

    public ZoomEvent Bound(Connection client, Stay stay, Connection call, DateTimeOffset at) =>
        About(client, stay, "meeting.participant_bind", at, Meeting(), Participant.Bound(client, stay, call, at));

    /// <summary>Nothing has started, so there is no start time yet.</summary>
    public ZoomEvent WaitsForHost(Connection connection, DateTimeOffset since)
    {
        var meeting = Meeting();
        meeting.Remove("start_time");
        return About(connection, null, "meeting.participant_jbh_waiting", since, meeting,
            Participant.Waiting(connection));
    }

    /// <summary>One of the events in which the meeting's id is a number.</summary>
    public ZoomEvent NoLongerWaitsForHost(Connection connection, DateTimeOffset at) =>
        About(connection, null, "meeting.participant_jbh_waiting_left", at,
            With(Meeting(), "id", plan.MeetingId), Participant.Waiting(connection));

    internal static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    JsonObject Meeting() => new()
    {
        ["uuid"] = run.Uuid,
        ["id"] = plan.MeetingId.ToString(CultureInfo.InvariantCulture),
        ["host_id"] = host.ZoomUserId,
        ["topic"] = plan.Topic,
        ["type"] = plan.MeetingType,
        ["start_time"] = Time(run.Start),
        ["timezone"] = plan.TimeZone,
        ["duration"] = (int)plan.Length.TotalMinutes,
    };

    JsonObject InRoom(Stay room) => With(Meeting(), "breakout_room_uuid", room.Room);

    static JsonObject With(JsonObject json, string key, JsonNode? value)
    {
        json[key] = value;
        return json;
    }

    ZoomEvent About(
        Connection connection, Stay? stay, string name, DateTimeOffset at,
        JsonObject meeting, JsonObject participant) =>
        Written(name, at, With(meeting, "participant", participant)) with
        {
            Person = connection.Person,
            Connection = connection.Uuid,
            UserId = stay?.UserId,
        };

    ZoomEvent Written(string name, DateTimeOffset at, JsonObject meeting) => new()
    {
        Name = name,
        At = at,
        Run = run.Uuid,
        Payload = new JsonObject { ["account_id"] = plan.AccountId, ["object"] = meeting }.ToJsonString(AsIs),
    };
}
