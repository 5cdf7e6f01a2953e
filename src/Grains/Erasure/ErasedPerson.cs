using System.Collections.Immutable;

namespace ZoomOrleans.Erasure;

/// <summary>Whom nothing is to tell of any more, by what the school's tables know of them.</summary>
public sealed record ErasedPerson
{
    /// <summary>Their id of old; null where only what came in late is looked for.</summary>
    public Guid? UserId { get; init; }

    /// <summary>As the school called them; null as the id.</summary>
    public string? Name { get; init; }

    /// <summary>Whether nobody else of the school has that name: then it means them wherever it stands.</summary>
    public bool IsNameTheirs { get; init; }

    /// <summary>
    /// The name as it is looked for in what people have written: in full. A single word may mean anything there, and is left.
    /// </summary>
    public string? NameInText => Name?.Trim() is { } name && name.Any(char.IsWhiteSpace) ? name : null;

    /// <summary>Their addresses, Zoom user ids and registrant ids.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The id that takes the place of theirs.</summary>
    public required Guid Pseudonym { get; init; }

    public required Pseudonyms Pseudonyms { get; init; }

    /// <summary>Without what it is about.</summary>
    public override string ToString() => $"erased person {Pseudonym}";
}
