using System.Collections.Immutable;

namespace ZoomOrleans;

/// <summary>What of a meeting's log has no effect any more: facts of these runs, and what explained them alone.</summary>
[GenerateSerializer, Immutable, Alias("DeletedFacts")]
public sealed record DeletedFacts
{
    /// <summary>The lessons.</summary>
    [Id(0)] public required ImmutableArray<string> OccurrenceIds { get; init; }

    /// <summary>Zoom's uuids.</summary>
    [Id(1)] public required ImmutableArray<string> Runs { get; init; }

    /// <summary>The facts up to here.</summary>
    [Id(2)] public required long ThroughSeq { get; init; }

    /// <summary>Contexts and notices before this place.</summary>
    [Id(3)] public required long UsedFrom { get; init; }
}
