using System.Collections.Immutable;

namespace ZoomOrleans.Attendance;

/// <summary>The decisions that hold for one occurrence.</summary>
public sealed record OccurrenceDecisions
{
    public static OccurrenceDecisions None { get; } = new();

    public bool IsVoid { get; private init; }

    public bool IsConfirmed { get; private init; }

    /// <summary>Whether Zoom's webhooks were missing while it took place.</summary>
    public bool IsDegraded { get; private init; }

    /// <summary>The lock that holds; null where nothing is locked.</summary>
    public Locked? Lock { get; private init; }

    /// <summary>Whether the facts behind its locked records are deleted: it stands for good.</summary>
    public bool IsWithoutFacts { get; private init; }

    /// <summary>When it was last confirmed or unlocked: from then on the days to the next lock are counted.</summary>
    public DateTimeOffset? SettledAt { get; private init; }

    /// <summary>By student.</summary>
    public ImmutableDictionary<Guid, Overridden> Overrides { get; private init; } = ImmutableDictionary<Guid, Overridden>.Empty;

    public OccurrenceDecisions After(Decision decision) => decision switch
    {
        Voided => this with { IsVoid = true },
        VoidUndone => this with { IsVoid = false },
        Confirmed => this with { IsConfirmed = true, SettledAt = decision.At },
        Degraded => this with { IsDegraded = true },
        Locked locked => this with { Lock = locked },
        FactsDeleted => this with { IsWithoutFacts = true },
        Unlocked => this with { Lock = null, SettledAt = decision.At },
        Overridden marked => this with { Overrides = Overrides.SetItem(marked.StudentId, marked) },
        OverrideRemoved removed => this with { Overrides = Overrides.Remove(removed.StudentId) },
        _ => this,
    };
}
