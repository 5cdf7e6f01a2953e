using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

/// <summary>An answer of the simulated Zoom.</summary>
sealed record Said(HttpStatusCode Status, JsonNode Json, HttpResponseHeaders Headers)
{
    /// <summary>Status and code, as the table of Zoom's errors has them.</summary>
    public (int, int?) Error => ((int)Status, Json["code"]?.GetValue<int>());

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;

    public IEnumerable<string> Texts(string list, string field) => Json[list]!.AsArray().Select(row => row!.Text(field));
}
