namespace ZoomOrleans.ZoomSimulator;

/// <summary>One request that Zoom makes. A repetition has the body and the request id of the first.</summary>
public sealed record Delivery
{
    public required ZoomEvent Event { get; init; }

    /// <summary>When it is sent: time of the lesson since the plan's start; negative before it.</summary>
    public required TimeSpan Offset { get; init; }

    public required string RequestId { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>0 for the first, then counting.</summary>
    public int Repetition { get; init; }
}
