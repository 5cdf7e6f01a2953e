using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>JSON as Zoom writes it: letters of any script as they are.</summary>
static class ZoomJson
{
    public static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of a <paramref name="changed"/> object only what differs from the former one.</summary>
    public static JsonObject Difference(JsonObject former, JsonObject changed)
    {
        var difference = new JsonObject();
        foreach (var name in former.Select(pair => pair.Key).Union(changed.Select(pair => pair.Key)))
        {
            if (JsonNode.DeepEquals(former[name], changed[name]) || changed[name] is not { } node)
                continue;
            difference[name] = former[name] is JsonObject inner && node is JsonObject outer
                ? Difference(inner, outer)
                : node.DeepClone();
        }
        return difference;
    }
}
