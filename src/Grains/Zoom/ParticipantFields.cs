using System.Text.Json;

namespace ZoomOrleans.Zoom;

ref struct ParticipantFields
{
    public JsonText UserId;
    public JsonText UserName;
    public JsonText Id;
    public JsonText ParticipantUserId;
    public JsonText ParticipantUuid;
    public JsonText RegistrantId;
    public JsonText Email;
    public JsonText JoinTime;
    public JsonText LeaveTime;

    public static ParticipantFields Read(scoped ref Utf8JsonReader reader)
    {
        var fields = new ParticipantFields();
        if (!JsonWalk.Enter(ref reader)) return fields;
        while (JsonWalk.Next(ref reader, out var name))
            fields.Take(name, JsonText.Value(ref reader));
        return fields;
    }

    void Take(JsonText name, JsonText value)
    {
        if (name.Is("user_id"u8)) UserId = value;
        else if (name.Is("user_name"u8)) UserName = value;
        else if (name.Is("id"u8)) Id = value;
        else if (name.Is("participant_user_id"u8)) ParticipantUserId = value;
        else if (name.Is("participant_uuid"u8)) ParticipantUuid = value;
        else if (name.Is("registrant_id"u8)) RegistrantId = value;
        else if (name.Is("email"u8)) Email = value;
        else if (name.Is("join_time"u8)) JoinTime = value;
        else if (name.Is("leave_time"u8)) LeaveTime = value;
    }
}
