namespace ZoomOrleans.ZoomSimulator;

/// <summary>Something that happened and that Zoom tells its receivers.</summary>
public sealed record ZoomEvent
{
    /// <summary>Zoom's event name, as <c>meeting.participant_joined</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The time the payload tells.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Run { get; init; }

    /// <summary>Zoom's <c>user_id</c> of the stay; null where the event is about none.</summary>
    public long? UserId { get; init; }

    /// <summary>Zoom's <c>participant_uuid</c>.</summary>
    public string? Connection { get; init; }

    public Person? Person { get; init; }

    /// <summary>The JSON of Zoom's <c>payload</c>.</summary>
    public required string Payload { get; init; }

    /// <summary>Zoom's envelope. Its order of keys differs: participant events begin with the payload.</summary>
    public string Body(DateTimeOffset stamp)
    {
        var ms = stamp.ToUnixTimeMilliseconds();
        return Name.Contains("participant", StringComparison.Ordinal)
            ? $$"""{"payload":{{Payload}},"event_ts":{{ms}},"event":"{{Name}}"}"""
            : $$"""{"event":"{{Name}}","event_ts":{{ms}},"payload":{{Payload}}}""";
    }
}
