using System.Collections.Immutable;

namespace ZoomOrleans;

/// <summary>What Zoom is to be asked about a meeting.</summary>
[GenerateSerializer, Immutable, Alias("ZoomQuestions")]
public sealed record ZoomQuestions
{
    /// <summary>Runs that began since then are to be compared with Zoom's reports; null: none are.</summary>
    [Id(0)] public required DateTimeOffset? Since { get; init; }

    /// <summary>Those of them that the log knows.</summary>
    [Id(1)] public required ImmutableArray<KnownRun> Runs { get; init; }

    /// <summary>Runs of lessons that are locked, void or cancelled, and of no other: nothing about them is asked.</summary>
    [Id(4)] public required ImmutableArray<string> LeftAlone { get; init; }

    /// <summary>What Zoom does not have until then, it will not have later.</summary>
    [Id(3)] public required DateTimeOffset? WorthUntil { get; init; }

    /// <summary>Occurrences that have begun, and of which Zoom has told nothing: does the meeting run?</summary>
    [Id(2)] public required ImmutableArray<string> Silent { get; init; }
}

/// <param name="Uuid">Zoom's.</param>
/// <param name="HasEnded">As far as the log knows, or assumes.</param>
/// <param name="HasSomebody">Somebody was seen to come, and nobody only to go.</param>
[GenerateSerializer, Immutable, Alias("KnownRun")]
public sealed record KnownRun(
    [property: Id(0)] string Uuid, [property: Id(1)] bool HasEnded, [property: Id(2)] bool HasSomebody);
