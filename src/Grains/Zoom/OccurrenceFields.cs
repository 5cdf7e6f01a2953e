using System.Text.Json;

namespace ZoomOrleans.Zoom;

/// <summary>Zoom's <c>occurrences</c>: how many, and the id of the first.</summary>
ref struct OccurrenceFields
{
    public int Count;
    public JsonText FirstId;

    public static OccurrenceFields Read(scoped ref Utf8JsonReader reader)
    {
        var fields = new OccurrenceFields();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return fields;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var id = ReadId(ref reader);
            if (fields.Count++ == 0) fields.FirstId = id;
        }

        return fields;
    }

    static JsonText ReadId(scoped ref Utf8JsonReader reader)
    {
        JsonText id = default;
        if (!JsonWalk.Enter(ref reader)) return id;
        while (JsonWalk.Next(ref reader, out var name))
        {
            if (name.Is("occurrence_id"u8)) id = JsonText.Value(ref reader);
            else reader.Skip();
        }

        return id;
    }
}
