using System.Globalization;
using System.Text.Json;
using ZoomOrleans.Silo.Text;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>
/// What Zoom had when it was looked at last, of that which may be different here on purpose: an admin gives a meeting another
/// host and Zoom keeps its own, and Zoom passes over a start in the past.
/// </summary>
public sealed record ZoomSeen(string? HostId, DateTimeOffset? Start)
{
    public static ZoomSeen Of(ZoomMeeting zoom) => new(zoom.HostId, StartOf(zoom));

    public static ZoomSeen? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<ZoomSeen>(json, Json.Options);

    public string ToJson() => JsonSerializer.Serialize(this, Json.Options);

    /// <summary>Of a series, the first date as it was planned; null where there is no fixed time.</summary>
    static DateTimeOffset? StartOf(ZoomMeeting zoom) => zoom.Type switch
    {
        ZoomCreation.Scheduled => zoom.StartTime,
        ZoomCreation.Recurring => zoom.Occurrences.Min(Planned),
        _ => null,
    };

    /// <summary>A date keeps the id that it got from its first time, in milliseconds since 1970.</summary>
    static DateTimeOffset? Planned(ZoomOccurrence date) =>
        long.TryParse(date.OccurrenceId, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) is var planned && Rfc3339.IsInRange(planned.Year)
            && planned.Year > 2000
            ? planned : date.StartTime;
}
