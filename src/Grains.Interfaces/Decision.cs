using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ZoomOrleans;

/// <summary>
/// What somebody decided about an occurrence. It stays in the log, and so in every later computation, until another
/// decision takes it back. Decisions are known by <see cref="Id"/>. Of two that contradict each other the later holds; only
/// two matches that name different students for one guest match nobody.
/// </summary>
[GenerateSerializer, Immutable, Alias("Decision")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "decision")]
[JsonDerivedType(typeof(Overridden), "override")]
[JsonDerivedType(typeof(OverrideRemoved), "removeOverride")]
[JsonDerivedType(typeof(Matched), "match")]
[JsonDerivedType(typeof(Unmatched), "unmatch")]
[JsonDerivedType(typeof(Confirmed), "confirm")]
[JsonDerivedType(typeof(Voided), "void")]
[JsonDerivedType(typeof(VoidUndone), "undoVoid")]
[JsonDerivedType(typeof(OccurrenceSplit), "split")]
[JsonDerivedType(typeof(OccurrencesJoined), "join")]
[JsonDerivedType(typeof(Locked), "lock")]
[JsonDerivedType(typeof(Unlocked), "unlock")]
[JsonDerivedType(typeof(Degraded), "degrade")]
[JsonDerivedType(typeof(FactsDeleted), "deleteFacts")]
public abstract record Decision : Entry
{
    [Id(0)] public required Guid Id { get; init; }

    [Id(1)] public required string OccurrenceId { get; init; }

    /// <summary>Who decided it; null where the program did, by the clock.</summary>
    [Id(2)] public Guid? By { get; init; }

    [Id(3)] public string? Reason { get; init; }

    /// <summary>When. The meeting's grain sets it, each later than the one before.</summary>
    [Id(4)] public DateTimeOffset At { get; init; }
}

/// <summary>A student's mark, whatever was computed.</summary>
[GenerateSerializer, Immutable, Alias("Overridden")]
public sealed record Overridden : Decision
{
    [Id(0)] public required Guid StudentId { get; init; }

    [Id(1)] public required AttendanceStatus Status { get; init; }
}

/// <summary>The computed mark holds again.</summary>
[GenerateSerializer, Immutable, Alias("OverrideRemoved")]
public sealed record OverrideRemoved : Decision
{
    [Id(0)] public required Guid StudentId { get; init; }
}

/// <summary>
/// A guest is this student: in the whole meeting by these registrant ids and addresses, and by this display name in the one
/// occurrence, for connections that have neither.
/// </summary>
[GenerateSerializer, Immutable, Alias("Matched")]
public sealed record Matched : Decision
{
    [Id(0)] public required Guid StudentId { get; init; }

    [Id(1)] public ImmutableArray<string> RegistrantIds { get; init; } = [];

    [Id(2)] public ImmutableArray<string> Emails { get; init; } = [];

    /// <summary>Null where no connection of the guest had to be known by its name.</summary>
    [Id(3)] public string? Name { get; init; }
}

[GenerateSerializer, Immutable, Alias("Unmatched")]
public sealed record Unmatched : Decision
{
    /// <summary>The <see cref="Decision.Id"/> of the <see cref="Matched"/> that is taken back.</summary>
    [Id(0)] public required Guid MatchId { get; init; }
}

/// <summary>What was held is right.</summary>
[GenerateSerializer, Immutable, Alias("Confirmed")]
public sealed record Confirmed : Decision;

/// <summary>No lesson took place: it has no records.</summary>
[GenerateSerializer, Immutable, Alias("Voided")]
public sealed record Voided : Decision;

[GenerateSerializer, Immutable, Alias("VoidUndone")]
public sealed record VoidUndone : Decision;

/// <summary>An unscheduled occurrence becomes two: what lies before <see cref="Time"/>, and what lies after.</summary>
[GenerateSerializer, Immutable, Alias("OccurrenceSplit")]
public sealed record OccurrenceSplit : Decision
{
    [Id(0)] public required DateTimeOffset Time { get; init; }
}

/// <summary>An occurrence takes in its later neighbour.</summary>
[GenerateSerializer, Immutable, Alias("OccurrencesJoined")]
public sealed record OccurrencesJoined : Decision
{
    /// <summary>The neighbour's id.</summary>
    [Id(0)] public required string With { get; init; }
}

/// <summary>The records stand as they are; what arrives later changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("Locked")]
public sealed record Locked : Decision;

[GenerateSerializer, Immutable, Alias("Unlocked")]
public sealed record Unlocked : Decision;

/// <summary>
/// Zoom says that the lesson takes place, and has reported nothing of it: webhooks are lost. Nobody is called absent for it
/// before the report was compared, or a person confirmed.
/// </summary>
[GenerateSerializer, Immutable, Alias("Degraded")]
public sealed record Degraded : Decision;

/// <summary>
/// The locked records stand for good: the facts behind them go from the log. The lesson is never computed again. Of its runs
/// no more is known than <see cref="Runs"/>, and what is told of them later changes no lesson.
/// </summary>
[GenerateSerializer, Immutable, Alias("FactsDeleted")]
public sealed record FactsDeleted : Decision
{
    [Id(0)] public required ImmutableArray<RunOutline> Runs { get; init; }
}
