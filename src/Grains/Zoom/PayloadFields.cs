using System.Text.Json;

namespace ZoomOrleans.Zoom;

ref struct PayloadFields
{
    public JsonText PlainToken;
    public JsonText TimeStamp;
    public JsonText Operator;
    public JsonText OperatorId;
    public JsonText Operation;
    public JsonText Scope;
    public MeetingFields Meeting;

    public static PayloadFields Read(scoped ref Utf8JsonReader reader)
    {
        var fields = new PayloadFields();
        if (!JsonWalk.Enter(ref reader)) return fields;
        while (JsonWalk.Next(ref reader, out var name))
        {
            if (name.Is("object"u8)) fields.Meeting = MeetingFields.Read(ref reader);
            else if (name.Is("plainToken"u8)) fields.PlainToken = JsonText.Value(ref reader);
            else if (name.Is("time_stamp"u8)) fields.TimeStamp = JsonText.Value(ref reader);
            else if (name.Is("operator"u8)) fields.Operator = JsonText.Value(ref reader);
            else if (name.Is("operator_id"u8)) fields.OperatorId = JsonText.Value(ref reader);
            else if (name.Is("operation"u8)) fields.Operation = JsonText.Value(ref reader);
            else if (name.Is("scope"u8)) fields.Scope = JsonText.Value(ref reader);
            else reader.Skip();
        }

        return fields;
    }
}
