using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>One request to a known route, read.</summary>
/// <param name="Target">Path and query as they came, undecoded.</param>
/// <param name="Body">Null where there was none, or none that is a JSON object.</param>
sealed record ApiCall(
    Route Route, string Target, IReadOnlyDictionary<string, string> Path, IQueryCollection Query, JsonObject? Body,
    DateTimeOffset Now)
{
    /// <summary>The number of the meeting in the path; 0, which no meeting has, where it is none.</summary>
    public long MeetingId =>
        long.TryParse(Path["meetingId"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public string? Asked(string name) => Query[name] is [{ Length: > 0 } value, ..] ? value : null;
}
