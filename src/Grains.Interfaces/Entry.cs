namespace ZoomOrleans;

/// <summary>
/// A line of a meeting's log. Everything that can change an answer about attendance is one of these:
/// a <see cref="Fact"/> from Zoom, a <see cref="Notice"/>, a context as it was used, or a person's decision.
/// </summary>
[GenerateSerializer, Alias("Entry")]
public abstract record Entry;
