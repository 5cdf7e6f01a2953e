using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>
/// Times as Zoom writes them itself. One without the Z it takes for local; of other offsets its documents say nothing.
/// </summary>
sealed class ZoomTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
