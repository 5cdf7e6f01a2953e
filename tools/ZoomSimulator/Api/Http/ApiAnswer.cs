using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>What a route says to a call. No body: an empty one, as Zoom's 204 has.</summary>
sealed record ApiAnswer(int Status, JsonNode? Body = null)
{
    public static ApiAnswer NoContent { get; } = new(204);

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static ApiAnswer Ok(JsonNode body) => new(200, body);

    public static ApiAnswer Created(JsonNode body) => new(201, body);
}
