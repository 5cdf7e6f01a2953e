using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoomOrleans.Api.Http;

/// <summary>How our own routes speak JSON.</summary>
public static class Json
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcTime());
        options.Converters.Add(new FlagList());
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    }

    /// <summary>RFC 3339 in UTC: <c>2026-11-22T08:00:00Z</c>. What comes in must name its offset.</summary>
    sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString();
            return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
                && time.Kind != DateTimeKind.Unspecified
                    ? new DateTimeOffset(time.ToUniversalTime())
                    : throw new JsonException("A time needs its offset: 2026-11-22T08:00:00Z.");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
    }

    sealed class FlagList : JsonConverter<AttendanceFlags>
    {
        public override AttendanceFlags Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Flags are only ever answered.");

        public override void Write(Utf8JsonWriter writer, AttendanceFlags value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, FlagNames.Of(value), options);
    }
}
