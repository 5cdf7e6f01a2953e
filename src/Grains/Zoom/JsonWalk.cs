using System.Text.Json;

namespace ZoomOrleans.Zoom;

/// <summary>
/// Walks the properties of one object. Whoever takes a property leaves the reader at the end of its value;
/// a later property of the same name overwrites what an earlier one gave.
/// </summary>
static class JsonWalk
{
    /// <summary>False where the value is no object; it is skipped.</summary>
    public static bool Enter(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.Skip();
        return false;
    }

    public static bool Next(scoped ref Utf8JsonReader reader, out JsonText name)
    {
        reader.Read();
        name = default;
        if (reader.TokenType == JsonTokenType.EndObject) return false;
        name = JsonText.Name(reader);
        return reader.Read();
    }
}
