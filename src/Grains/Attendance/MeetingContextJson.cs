using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoomOrleans.Attendance;

/// <summary>A context as the log keeps it. Equal contexts have equal texts.</summary>
public static class MeetingContextJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(MeetingContext context) => JsonSerializer.Serialize(context, Options);

    public static bool AreEqual(MeetingContext one, MeetingContext? other) => other is not null && Write(one) == Write(other);

    public static MeetingContext Read(string json) => JsonSerializer.Deserialize<MeetingContext>(json, Options)!;
}
