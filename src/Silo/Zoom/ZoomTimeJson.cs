using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Times in Zoom's API: read as those of webhooks are, what is none being missing, and written as Zoom does.</summary>
sealed class ZoomTimeJson : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? ZoomOrleans.Zoom.ZoomTime.Parse(reader.GetString()) : Skipped(ref reader);

    /// <summary>One without the Z Zoom takes for local; of other offsets its documents say nothing.</summary>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    static DateTimeOffset? Skipped(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}
