namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// One time in a run, [Join, Leave), as Zoom knows it: somebody whose connection broke is in until Zoom notices.
/// A visit to a breakout room is a stay of its own on the same connection.
/// </summary>
public sealed record Stay
{
    public required string Run { get; init; }

    /// <summary>Zoom's <c>participant_uuid</c>.</summary>
    public required string Connection { get; init; }

    public required long UserId { get; init; }

    public required DateTimeOffset Join { get; init; }

    public required DateTimeOffset Leave { get; init; }

    public Device Device { get; init; }

    /// <summary>The uuid of the breakout room; null: the main meeting.</summary>
    public string? Room { get; init; }
}
