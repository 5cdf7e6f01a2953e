namespace ZoomOrleans;

/// <summary>What stays of a run when its facts are deleted: when it was, and nothing of anybody in it.</summary>
[GenerateSerializer, Immutable, Alias("RunOutline")]
public sealed record RunOutline
{
    /// <summary>Zoom's uuid.</summary>
    [Id(0)] public required string Uuid { get; init; }

    /// <summary>The place of its first fact in the log.</summary>
    [Id(1)] public required long FirstSeq { get; init; }

    [Id(2)] public required DateTimeOffset FirstFactAt { get; init; }

    [Id(3)] public required DateTimeOffset Start { get; init; }

    [Id(4)] public required DateTimeOffset LastFactAt { get; init; }

    [Id(5)] public required DateTimeOffset End { get; init; }

    /// <summary>Who told the end.</summary>
    [Id(6)] public required FactSource EndSource { get; init; }

    [Id(7)] public bool IsReported { get; init; }

    [Id(8)] public bool IsKnownWhole { get; init; }

    /// <summary>Whether anybody came or went at its very end, and so perhaps in the next lesson's time.</summary>
    [Id(9)] public bool HasStayAtEnd { get; init; }
}
