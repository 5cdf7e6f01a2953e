namespace ZoomOrleans.Attendance;

/// <summary>Which presence counts: all of it, or only that within the scheduled time.</summary>
public enum PolicyWindow
{
    Meeting,
    Scheduled,
}

/// <summary>What a class calls present, late and gone early (rules, section 6).</summary>
public sealed record Policy
{
    /// <summary>Where nobody has set one.</summary>
    public static Policy Default { get; } = new();

    /// <summary>It holds for the occurrences of this date and later ones; null for <see cref="Default"/>.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>At least this many minutes are <c>present</c>.</summary>
    public int PresentAfterMinutes { get; init; } = 15;

    /// <summary>If set, instead of the minutes: at least this percent of the lesson's length.</summary>
    public int? PresentAfterPercent { get; init; }

    public PolicyWindow Window { get; init; } = PolicyWindow.Meeting;

    /// <summary>If set, a first presence later than this after the lesson's start is late.</summary>
    public int? LateAfterMinutes { get; init; }

    /// <summary>If set, a last presence that ends more than this before the lesson's end was left early.</summary>
    public int? LeftEarlyMinutes { get; init; }

    /// <param name="seconds">Whole seconds of presence within the policy's window.</param>
    /// <param name="lesson">The lesson's time; of a length of 0 no percentage can be asked.</param>
    public bool IsPresent(long seconds, Interval lesson) => seconds >= PresentAfterSeconds(lesson);

    /// <returns>The fewest whole seconds that are <c>present</c>.</returns>
    /// <inheritdoc cref="IsPresent"/>
    public long PresentAfterSeconds(Interval lesson) =>
        PresentAfterPercent is { } percent && lesson.Length > TimeSpan.Zero
            ? (long)Math.Ceiling(percent * lesson.Length.TotalSeconds / 100) : PresentAfterMinutes * 60L;

    /// <summary>The latest of these versions that holds on a date; null where none does yet.</summary>
    public static Policy? InForce(IEnumerable<Policy> versions, DateOnly date) =>
        versions.Where(version => version.EffectiveFrom <= date).MaxBy(version => version.EffectiveFrom);
}
