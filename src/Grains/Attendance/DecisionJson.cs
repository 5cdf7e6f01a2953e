using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoomOrleans.Attendance;

/// <summary>A decision as the log keeps it.</summary>
public static class DecisionJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // PostgreSQL's jsonb does not keep the order of properties.
        AllowOutOfOrderMetadataProperties = true,
    };

    public static string Write(Decision decision) => JsonSerializer.Serialize(decision, Options);

    public static Decision Read(string json) => JsonSerializer.Deserialize<Decision>(json, Options)!;
}
