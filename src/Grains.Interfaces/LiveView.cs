using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ZoomOrleans;

/// <summary>Where a student stands while the lesson lasts.</summary>
public enum LiveStatus
{
    Present,

    /// <summary>In now, or was in, but not long enough yet.</summary>
    Partial,
    NotJoined,
}

/// <summary>One occurrence at one moment: of everybody, or within what one caller may see.</summary>
[GenerateSerializer, Immutable, Alias("LiveView")]
public sealed record LiveView
{
    [Id(0)] public required Guid MeetingId { get; init; }

    /// <summary>Null where the meeting has no occurrence yet.</summary>
    [Id(1)] public required string? OccurrenceId { get; init; }

    /// <summary>The place in the log of the last entry in it.</summary>
    [Id(2)] public required long Version { get; init; }

    /// <summary>The "now" that was used.</summary>
    [Id(3)] public required DateTimeOffset AsOf { get; init; }

    [Id(4)] public required OccurrenceStatus Status { get; init; }

    /// <summary>Zoom said that the meeting runs, and had reported nothing of it: who is there may be missing here.</summary>
    [Id(8)] public bool Degraded { get; init; }

    /// <summary>How far the attendance is taken.</summary>
    [Id(9)] public AttendanceState AttendanceState { get; init; }

    /// <summary>When the lesson is planned to begin; of one that nobody planned, when it began. Null before that.</summary>
    [Id(10)] public DateTimeOffset? Start { get; init; }

    /// <summary>When the lesson is planned to end; of one that nobody planned, when it ended, null before that.</summary>
    [Id(11)] public DateTimeOffset? End { get; init; }

    /// <summary>Whole seconds from which on a student is present.</summary>
    [Id(12)] public long PresentAfterSeconds { get; init; }

    /// <summary>Seconds before this time do not count; null where all do.</summary>
    [Id(13)] public DateTimeOffset? CountsFrom { get; init; }

    /// <summary>Seconds after this time do not count; null where all do.</summary>
    [Id(14)] public DateTimeOffset? CountsUntil { get; init; }

    /// <summary>Null for callers who may not see everybody.</summary>
    [Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LiveCounts? Counts { get; init; }

    [Id(6)] public required ImmutableArray<LiveStudent> Students { get; init; }

    /// <summary>
    /// Whether the facts behind it were deleted when their time was over: then it has the students' records, and no guests.
    /// </summary>
    [Id(15)] public bool FactsDeleted { get; init; }

    /// <summary>Empty for callers who may not see everybody.</summary>
    [Id(7)] public required ImmutableArray<LiveGuest> Guests { get; init; }

    /// <summary>What a caller may see of a view of everybody: all, or the rows of these students and nothing else.</summary>
    public LiveView Within(Scope scope) => scope.Everybody ? this : this with
    {
        Counts = null,
        Students = Students.RemoveAll(student => !scope.Students.Contains(student.StudentId)),
        Guests = [],
    };
}

/// <summary>How many; <see cref="InNow"/> and the three statuses count students.</summary>
[GenerateSerializer, Immutable, Alias("LiveCounts")]
public sealed record LiveCounts
{
    [Id(0)] public required int Enrolled { get; init; }

    [Id(1)] public required int InNow { get; init; }

    [Id(2)] public required int Present { get; init; }

    [Id(3)] public required int Partial { get; init; }

    [Id(4)] public required int NotJoined { get; init; }

    [Id(5)] public required int Guests { get; init; }
}

[GenerateSerializer, Immutable, Alias("LiveStudent")]
public sealed record LiveStudent
{
    [Id(0)] public required Guid StudentId { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required LiveStatus Status { get; init; }

    [Id(3)] public required bool InNow { get; init; }

    [Id(4)] public DateTimeOffset? FirstJoin { get; init; }

    /// <summary>Null while in now.</summary>
    [Id(5)] public DateTimeOffset? LastLeave { get; init; }

    /// <summary>Whole seconds so far that count for the mark.</summary>
    [Id(6)] public required long Seconds { get; init; }

    [Id(7)] public required int Stays { get; init; }

    /// <summary>How many are in now.</summary>
    [Id(8)] public required int Connections { get; init; }

    [Id(9)] public required AttendanceFlags Flags { get; init; }

    /// <summary>What stands for the lesson: decided by hand, else computed; null while nobody may be called absent.</summary>
    [Id(10)] public AttendanceStatus? Mark { get; init; }

    /// <summary>Whether somebody has set <see cref="Mark"/> by hand.</summary>
    [Id(11)] public bool Overridden { get; init; }

    /// <summary>Why, in the words of who did; null where nobody has.</summary>
    [Id(13)] public string? Reason { get; init; }

    /// <summary>When the seconds that count were enough to be present; null where they are not.</summary>
    [Id(14)] public DateTimeOffset? PresentAt { get; init; }

    [Id(15)] public bool Late { get; init; }

    [Id(16)] public bool LeftEarly { get; init; }

    /// <summary>When the student was in, on whatever device.</summary>
    [Id(12)] public ImmutableArray<LiveInterval> Intervals { get; init; } = [];
}

/// <summary>A time in which somebody was in.</summary>
/// <param name="Join">Null where only the leave is known: it counts no time.</param>
/// <param name="Leave">Null while in now.</param>
[GenerateSerializer, Immutable, Alias("LiveInterval")]
public sealed record LiveInterval([property: Id(0)] DateTimeOffset? Join, [property: Id(1)] DateTimeOffset? Leave);

[GenerateSerializer, Immutable, Alias("LiveGuest")]
public sealed record LiveGuest
{
    [Id(0)] public required string GuestId { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required bool InNow { get; init; }

    [Id(3)] public DateTimeOffset? FirstJoin { get; init; }

    /// <summary>Null while in now.</summary>
    [Id(4)] public DateTimeOffset? LastLeave { get; init; }

    [Id(5)] public required long Seconds { get; init; }

    /// <summary>How many are in now.</summary>
    [Id(6)] public required int Connections { get; init; }

    /// <summary>Students whom it might be, the likelier first.</summary>
    [Id(7)] public required ImmutableArray<Suggestion> Suggestions { get; init; }
}

/// <summary>A student whom a guest might be.</summary>
/// <param name="IsPreferred">Clearly the likeliest: no other student is as likely.</param>
[GenerateSerializer, Immutable, Alias("Suggestion")]
public sealed record Suggestion(
    [property: Id(0)] Guid StudentId, [property: Id(1)] string Name, [property: Id(2)] bool IsPreferred);
