namespace ZoomOrleans.Silo.Retention;

/// <summary>What of one table has been kept long enough.</summary>
/// <param name="Kind">Of which period.</param>
/// <param name="Table">Where the rows are.</param>
/// <param name="Rows">How many are deleted; of participants and links, how many lose what is personal in them; of meetings, how
/// many are archived.</param>
/// <param name="Oldest">When the oldest of them was; null where there are none.</param>
/// <param name="Newest">When the newest of them was; null where there are none.</param>
public sealed record RetentionRows(string Kind, string Table, long Rows, DateTimeOffset? Oldest, DateTimeOffset? Newest)
{
    /// <summary>Zoom's number of the meeting; null where they are of all meetings together.</summary>
    public string? ZoomMeetingId { get; init; }

    /// <summary>The lessons that lose their facts, and stand for good.</summary>
    public IReadOnlyList<string> OccurrenceIds { get; init; } = [];
}

/// <summary>What a run of the retention has done, or would do.</summary>
/// <param name="DryRun">Nothing was changed.</param>
/// <param name="Items">By kind; facts by meeting. Where there is nothing to do there is none.</param>
public sealed record RetentionResult(bool DryRun, IReadOnlyList<RetentionRows> Items);
