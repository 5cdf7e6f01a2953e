namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>One connection's time in a run as a report tells it; empty where Zoom knows nothing.</summary>
sealed record ReportRow(string UserId, string Name, DateTimeOffset Join, DateTimeOffset Leave)
{
    public string ZoomUserId { get; init; } = "";

    public string Email { get; init; } = "";

    public string RegistrantId { get; init; } = "";

    /// <summary>Who it truly was: Zoom counts people, not rows.</summary>
    public required int Person { get; init; }

    /// <summary>The breakout room; null: the main meeting.</summary>
    public string? Room { get; init; }

    public bool IsInWaitingRoom { get; init; }

    public bool IsMain => Room is null && !IsInWaitingRoom;

    public int Seconds => (int)(Leave - Join).TotalSeconds;
}
