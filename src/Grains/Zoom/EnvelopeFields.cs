using System.Text.Json;

namespace ZoomOrleans.Zoom;

/// <summary>
/// What any event may need of a body, as places in it. All of it is kept while walking, because
/// <c>payload</c> may come before the <c>event</c> that says what to look for.
/// </summary>
ref struct EnvelopeFields
{
    public bool IsObject;
    public JsonText Event;
    public JsonText EventTime;
    public PayloadFields Payload;

    public static EnvelopeFields Read(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        var fields = new EnvelopeFields { IsObject = reader.TokenType == JsonTokenType.StartObject };
        if (JsonWalk.Enter(ref reader)) fields.ReadProperties(ref reader);
        reader.Read(); // throws on anything after the value
        return fields;
    }

    void ReadProperties(scoped ref Utf8JsonReader reader)
    {
        while (JsonWalk.Next(ref reader, out var name))
        {
            if (name.Is("event"u8)) Event = JsonText.Value(ref reader);
            else if (name.Is("event_ts"u8)) EventTime = JsonText.Value(ref reader);
            else if (name.Is("payload"u8)) Payload = PayloadFields.Read(ref reader);
            else reader.Skip();
        }
    }
}
