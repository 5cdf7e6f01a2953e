namespace ZoomOrleans;

/// <summary>
/// Zoom's word that a meeting or a registration came to be or changed (<c>meeting.updated</c>,
/// <c>meeting.registration_created</c>, …).
/// It says that something is to be looked at; it never counts as attendance.
/// </summary>
[GenerateSerializer, Immutable, Alias("Notice")]
public sealed record Notice : Entry
{
    /// <summary>Zoom's event name.</summary>
    [Id(0)] public required string Event { get; init; }

    /// <summary>The registrant's or the occurrence's id that the notice is about; null where it is about the meeting.</summary>
    [Id(1)] public string? Subject { get; init; }

    /// <summary>Zoom's <c>time_stamp</c>, else <c>event_ts</c>; at most milliseconds.</summary>
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>Of a new meeting, what it is called; null: another notice, or Zoom does not say.</summary>
    [Id(3)] public string? Topic { get; init; }

    /// <summary>Of a new meeting, its host: their address where Zoom tells it, else their id.</summary>
    [Id(4)] public string? Host { get; init; }
}
