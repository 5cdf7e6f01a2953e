using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoomOrleans.Silo.Text;

/// <summary>How our own routes speak JSON.</summary>
public static class Json
{
    /// <summary>For JSON that goes into a column and comes out of one.</summary>
    public static JsonSerializerOptions Options { get; } = Configured();

    public static void Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcTime());
        options.Converters.Add(new FlagList());
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
    }

    static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        return options;
    }

    sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Rfc3339.TryRead(reader.GetString(), out var time)
                ? time : throw new JsonException("Expected a time with its offset: 2026-11-22T08:00:00Z.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Rfc3339.Write(value));
    }

    sealed class FlagList : JsonConverter<AttendanceFlags>
    {
        public override AttendanceFlags Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Flags are only ever answered.");

        public override void Write(Utf8JsonWriter writer, AttendanceFlags value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, FlagNames.Of(value), options);
    }
}
