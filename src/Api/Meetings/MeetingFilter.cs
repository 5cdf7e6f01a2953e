using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Meetings;

/// <summary>
/// Which meetings are asked for. In time is what begins, or has a lesson, from <c>from</c> to before <c>to</c>.
/// </summary>
public readonly record struct MeetingFilter(
    Choice<MeetingStatus>? Status, Guid? ClassId, Guid? HostId, TimeOrDate? From, TimeOrDate? To, bool? Archived)
{
    /// <summary>A date stands for its midnight at the school; the last one is included.</summary>
    public object?[] Values(TimeZoneInfo zone) =>
    [
        Status?.ToString(), ClassId, HostId,
        From?.From(zone) ?? DateTimeOffset.MinValue, To?.Until(zone) ?? DateTimeOffset.MaxValue, Archived ?? false,
    ];
}
