using System.Text.Json;

namespace ZoomOrleans.Zoom;

/// <summary>Zoom's <c>payload.object</c>: the meeting or its run.</summary>
ref struct MeetingFields
{
    public JsonText Uuid;
    public JsonText Id;
    public JsonText Topic;
    public JsonText HostId;
    public JsonText StartTime;
    public JsonText EndTime;
    public ParticipantFields Participant;
    public JsonText RegistrantId;
    public OccurrenceFields Occurrences;

    public static MeetingFields Read(scoped ref Utf8JsonReader reader)
    {
        var fields = new MeetingFields();
        if (!JsonWalk.Enter(ref reader)) return fields;
        while (JsonWalk.Next(ref reader, out var name))
        {
            if (name.Is("uuid"u8)) fields.Uuid = JsonText.Value(ref reader);
            else if (name.Is("id"u8)) fields.Id = JsonText.Value(ref reader);
            else if (name.Is("topic"u8)) fields.Topic = JsonText.Value(ref reader);
            else if (name.Is("host_id"u8)) fields.HostId = JsonText.Value(ref reader);
            else if (name.Is("start_time"u8)) fields.StartTime = JsonText.Value(ref reader);
            else if (name.Is("end_time"u8)) fields.EndTime = JsonText.Value(ref reader);
            else if (name.Is("participant"u8)) fields.Participant = ParticipantFields.Read(ref reader);
            else if (name.Is("registrant"u8)) fields.RegistrantId = ReadIdOf(ref reader);
            else if (name.Is("occurrences"u8)) fields.Occurrences = OccurrenceFields.Read(ref reader);
            else reader.Skip();
        }

        return fields;
    }

    static JsonText ReadIdOf(scoped ref Utf8JsonReader reader)
    {
        JsonText id = default;
        if (!JsonWalk.Enter(ref reader)) return id;
        while (JsonWalk.Next(ref reader, out var name))
        {
            if (name.Is("id"u8)) id = JsonText.Value(ref reader);
            else reader.Skip();
        }

        return id;
    }
}
