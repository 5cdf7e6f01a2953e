using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Administration;

/// <summary>Which entries of the audit log are asked for: those from <c>from</c> to before <c>to</c>.</summary>
public readonly record struct AuditFilter(
    TimeOrDate? From, TimeOrDate? To, Choice<AuditAction>? Action, Guid? ActorId, Guid? SubjectId, Guid? MeetingId)
{
    /// <summary>A date stands for its midnight at the school; the last one is included.</summary>
    public object?[] Values(TimeZoneInfo zone) =>
    [
        From?.From(zone) ?? DateTimeOffset.MinValue, To?.Until(zone) ?? DateTimeOffset.MaxValue,
        Action?.ToString(), ActorId, SubjectId, MeetingId,
    ];
}
