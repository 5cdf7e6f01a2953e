namespace ZoomOrleans;

/// <summary>
/// A line of a meeting's log. Everything that can change an answer about attendance is one of these:
/// a <see cref="Fact"/> from Zoom, a <see cref="Notice"/>, a context as it was used, or a person's decision.
/// </summary>
[GenerateSerializer, Alias("Entry")]
public abstract record Entry;

/// <summary>
/// What stands before it was changed: somebody in it has another name now, or something is gone. It is the place that an
/// activation which knows nothing of it would have taken.
/// </summary>
[GenerateSerializer, Immutable, Alias("Rewritten")]
public sealed record Rewritten : Entry
{
    /// <summary>When.</summary>
    [Id(0)] public required DateTimeOffset At { get; init; }
}
