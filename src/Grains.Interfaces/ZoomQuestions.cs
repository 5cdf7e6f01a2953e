using System.Collections.Immutable;

namespace ZoomOrleans;

/// <summary>What Zoom is to be asked about a meeting.</summary>
[GenerateSerializer, Immutable, Alias("ZoomQuestions")]
public sealed record ZoomQuestions
{
    /// <summary>
    /// Runs that began since then are to be compared with Zoom's reports: a day before the lesson, since a host may have come
    /// early. Null: none are.
    /// </summary>
    [Id(0)] public required DateTimeOffset? Since { get; init; }

    /// <summary>Those of them that the log knows.</summary>
    [Id(1)] public required ImmutableArray<KnownRun> Runs { get; init; }

    /// <summary>Runs that the log knows too, and about which nothing is asked now.</summary>
    [Id(4)] public required ImmutableArray<string> LeftAlone { get; init; }

    /// <summary>Occurrences that have begun, and of which Zoom has told nothing: does the meeting run?</summary>
    [Id(2)] public required ImmutableArray<string> Silent { get; init; }
}

[GenerateSerializer, Immutable, Alias("KnownRun")]
public sealed record KnownRun
{
    /// <summary>Zoom's.</summary>
    [Id(0)] public required string Uuid { get; init; }

    /// <summary>As far as the log knows, or assumes.</summary>
    [Id(1)] public required bool HasEnded { get; init; }

    /// <summary>The last thing that the log knows of it.</summary>
    [Id(2)] public required DateTimeOffset LastFactAt { get; init; }

    /// <summary>Nobody was seen in it.</summary>
    [Id(3)] public required bool IsEmpty { get; init; }

    /// <summary>Somebody was seen to come, and nobody only to go.</summary>
    [Id(4)] public required bool HasSomebody { get; init; }
}
