using System.Collections.Immutable;

namespace ZoomOrleans;

/// <summary>Whom a caller may see in a meeting, as PostgreSQL's row-level security decided it.</summary>
[GenerateSerializer, Immutable, Alias("Scope")]
public sealed record Scope(
    [property: Id(0)] bool Everybody,
    [property: Id(1)] ImmutableArray<Guid> Students);
