using System.Collections.Immutable;

namespace ZoomOrleans;

/// <summary>Which facts of a meeting have no effect any more: those of these runs, up to this place in its log.</summary>
[GenerateSerializer, Immutable, Alias("DeletedFacts")]
public sealed record DeletedFacts
{
    /// <summary>The lessons.</summary>
    [Id(0)] public required ImmutableArray<string> OccurrenceIds { get; init; }

    /// <summary>Zoom's uuids.</summary>
    [Id(1)] public required ImmutableArray<string> Runs { get; init; }

    [Id(2)] public required long ThroughSeq { get; init; }
}
