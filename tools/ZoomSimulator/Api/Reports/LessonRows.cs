using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// The rows of a report on a played lesson. Who somebody is comes from the very events of the lesson, so a report and its
/// webhooks cannot differ; when they were there comes from the lesson's truth, which also knows of leaves never told.
/// </summary>
sealed class LessonRows(Lesson lesson, bool splitsAtBreakouts)
{
    readonly Dictionary<(string Run, long UserId), JsonNode> identities = lesson.Events
        .Where(told => told.Name == "meeting.participant_joined")
        .ToDictionary(told => (told.Run, told.UserId!.Value), Participant);

    public IReadOnlyList<ReportRow> Of(Run run) =>
    [
        .. lesson.People.Index()
            .SelectMany(person => Stays(person.Item, run).SelectMany(stays => Rows(person.Index, stays)))
            .Concat(WaitingRows(run))
            .OrderBy(row => row.Join)
            .ThenBy(row => row.UserId, StringComparer.Ordinal),
    ];

    static IEnumerable<List<Stay>> Stays(Presence person, Run run) => person.Stays
        .Where(stay => stay.Run == run.Uuid)
        .GroupBy(stay => stay.Connection)
        .Select(stays => stays.ToList());

    IEnumerable<ReportRow> Rows(int person, List<Stay> connection)
    {
        if (splitsAtBreakouts)
            return connection.Select(stay => Row(person, stay, stay.Leave) with { Room = stay.Room });
        return connection.Where(stay => stay.Room is not null)
            .Select(stay => Row(person, stay, stay.Leave) with { Room = stay.Room })
            .Prepend(Row(person, connection[0], connection[^1].Leave));
    }

    ReportRow Row(int person, Stay stay, DateTimeOffset leave) =>
        Known(identities[(stay.Run, stay.UserId)], person, stay.Join, leave);

    IEnumerable<ReportRow> WaitingRows(Run run)
    {
        var left = lesson.Events
            .Where(told => told.Name == "meeting.participant_left_waiting_room" && told.Run == run.Uuid)
            .ToDictionary(told => told.Connection!, told => told.At);
        return lesson.Events
            .Where(told => told.Name == "meeting.participant_joined_waiting_room" && told.Run == run.Uuid)
            .Select(told => Known(Participant(told), Number(told.Person!), told.At, left[told.Connection!]) with
            {
                IsInWaitingRoom = true,
            });
    }

    int Number(Person person) => lesson.People.Index().First(entry => entry.Item.Person == person).Index;

    static ReportRow Known(JsonNode participant, int person, DateTimeOffset join, DateTimeOffset leave) =>
        new(Text(participant, "user_id"), Text(participant, "user_name"), join, leave)
        {
            Person = person,
            ZoomUserId = Text(participant, "id"),
            Email = Text(participant, "email"),
            RegistrantId = Text(participant, "registrant_id"),
        };

    static JsonNode Participant(ZoomEvent told) => JsonNode.Parse(told.Payload)!["object"]!["participant"]!;

    static string Text(JsonNode json, string name) => json[name]?.GetValue<string>() ?? "";
}
