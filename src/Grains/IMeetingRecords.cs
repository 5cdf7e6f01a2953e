using ZoomOrleans.Attendance;
using ZoomOrleans.Erasure;

namespace ZoomOrleans;

/// <summary>The school's tables: the context that attendance is computed in, and the rows that are derived from it.</summary>
public interface IMeetingRecords
{
    /// <summary>What the tables say of a meeting now.</summary>
    Task<MeetingTables> Read(long meeting, CancellationToken cancellation);

    /// <summary>The records of a lesson as they stand, where the log can no longer tell them.</summary>
    Task<IReadOnlyList<StudentAttendance>> Standing(string occurrenceId, CancellationToken cancellation);

    /// <summary>
    /// Replaces what was derived before, each occurrence as a set, unless somebody derived from more of the log already.
    /// </summary>
    Task Replace(DerivedMeeting derived, CancellationToken cancellation);
}

/// <summary>What the tables say of a meeting, in one snapshot.</summary>
public sealed record MeetingTables
{
    /// <summary>As the tables have it, before anything that the log remembers.</summary>
    public required MeetingContext Context { get; init; }

    /// <summary>The last place in the meeting's log.</summary>
    public required long LogHead { get; init; }

    /// <summary>What was asked of the meeting's due row so far; 0 where it has none.</summary>
    public required long DueRevision { get; init; }

    /// <summary>The ids of the occurrences whose rows stand there locked.</summary>
    public IReadOnlySet<string> Locked { get; init; } = new HashSet<string>();

    /// <summary>When Zoom was last asked what it knows of the meeting; null: never.</summary>
    public DateTimeOffset? ZoomAskedAt { get; init; }

    /// <summary>Whom the log tells of, and is not to tell of any more; mostly nobody.</summary>
    public IReadOnlyList<ErasedPerson> Erased { get; init; } = [];

    /// <summary>From the end of an occurrence to its lock.</summary>
    public required int LockAfterDays { get; init; }
}

/// <summary>What a meeting's log amounts to at one moment.</summary>
public sealed record DerivedMeeting
{
    /// <summary>Zoom's number.</summary>
    public required long Meeting { get; init; }

    public required MeetingContext Context { get; init; }

    /// <summary>The last entry of the log in it.</summary>
    public required long Seq { get; init; }

    public required MeetingAttendance Attendance { get; init; }

    /// <summary>Those that no derivation of this activation has stored yet.</summary>
    public required IReadOnlyList<Decision> NewDecisions { get; init; }

    /// <summary>The revision of the due row that this answers; null where entries were on their way meanwhile.</summary>
    public long? Answers { get; init; }

    /// <summary>When Zoom is to be asked what it knows of the meeting; null where it is not.</summary>
    public DateTimeOffset? AskZoomAt { get; init; }

    /// <summary>When the clock alone may change it; null where it cannot.</summary>
    public DateTimeOffset? NextChange { get; init; }
}
