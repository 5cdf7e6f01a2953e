using System.Collections.Immutable;

namespace ZoomOrleans.Attendance;

/// <summary>
/// What the school's tables say of a meeting, as a computation used it: logged wherever it differs from the one
/// logged before, so that the log alone explains every answer.
/// </summary>
public sealed record MeetingContext : Entry
{
    /// <summary>Our id of the meeting; null where Zoom reported one that nobody scheduled here.</summary>
    public Guid? MeetingId { get; init; }

    public Guid? ClassId { get; init; }

    public bool IsCancelled { get; init; }

    /// <summary>IANA name; where the meeting's own is empty or unknown, the school's.</summary>
    public required string TimeZone { get; init; }

    /// <summary>By <see cref="Schedule.From"/>; empty for a meeting without fixed times.</summary>
    public IReadOnlyList<Schedule> Schedules { get; init; } = [];

    public IReadOnlyList<Enrolment> Roster { get; init; } = [];

    /// <summary>The class's teacher and the host: listed neither with the students nor with the guests.</summary>
    public ImmutableSortedSet<Guid> Staff { get; init; } = [];

    /// <summary>Names of everybody on the roster, for showing.</summary>
    public ImmutableSortedDictionary<Guid, string> Names { get; init; } = ImmutableSortedDictionary<Guid, string>.Empty;

    /// <summary>Registrant id → user.</summary>
    public Bindings Registrants { get; init; } = Bindings.None;

    /// <summary>E-mail address, trimmed and in lower case → user.</summary>
    public Bindings Emails { get; init; } = Bindings.None;

    /// <summary>Zoom user id → user.</summary>
    public Bindings ZoomUserIds { get; init; } = Bindings.None;

    /// <summary>The versions of the class's policy, by <see cref="Policy.EffectiveFrom"/>.</summary>
    public IReadOnlyList<Policy> Policies { get; init; } = [];

    /// <summary>Those of the school's, for the dates before the class's first. Empty where there is no class.</summary>
    public IReadOnlyList<Policy> SchoolPolicies { get; init; } = [];

    /// <summary>
    /// Parent → children on the roster. Parents are known by e-mail and Zoom user id as students are, so that somebody who
    /// joins with a parent's account is no stranger.
    /// </summary>
    public ImmutableSortedDictionary<Guid, ImmutableSortedSet<Guid>> Children { get; init; } =
        ImmutableSortedDictionary<Guid, ImmutableSortedSet<Guid>>.Empty;

    public static MeetingContext Unknown { get; } = new() { TimeZone = "UTC" };

    /// <summary>
    /// This context with the bindings that <paramref name="earlier"/> knew and the tables have lost since: a cancelled
    /// registration must not turn a student who was present into a guest.
    /// </summary>
    public MeetingContext Remembering(MeetingContext earlier) => this with
    {
        Registrants = Registrants.Over(earlier.Registrants),
        Emails = Emails.Over(earlier.Emails),
        ZoomUserIds = ZoomUserIds.Over(earlier.ZoomUserIds),
    };

    /// <summary>How many they are, of whatever kind.</summary>
    public int BindingCount => Registrants.Count + Emails.Count + ZoomUserIds.Count;

    public Policy PolicyOn(DateOnly date) =>
        Policy.InForce(Policies, date) ?? Policy.InForce(SchoolPolicies, date) ?? Policy.Default;
}

/// <summary>The lessons that hold from a moment on; the first schedule holds for all time before it as well.</summary>
public sealed record Schedule(DateTimeOffset From, IReadOnlyList<Lesson> Lessons);

/// <summary>A scheduled time for a lesson.</summary>
public sealed record Lesson(DateTimeOffset Start, int Minutes)
{
    public DateTimeOffset End => Start.AddMinutes(Minutes);
}

/// <summary>A student's membership of the class, half-open; without <see cref="To"/> it lasts.</summary>
public sealed record Enrolment(Guid StudentId, DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>Whether it holds at the start of the lesson or at any time until its end.</summary>
    public bool Meets(Interval lesson) => (From <= lesson.Start || From < lesson.End) && !(To <= lesson.Start);
}
