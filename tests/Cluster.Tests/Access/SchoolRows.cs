namespace ZoomOrleans.Cluster.Tests.Access;

// The rows of a school, as far as the rules of access speak of them; other columns have their defaults. A property is
// named as its column.

sealed record UserRow(Guid Id, string Name, string Email, string Role, string? ZoomUserId, string? Sex = null);

sealed record IdentityRow(string Issuer, string Subject, Guid UserId);

sealed record ClassRow(Guid Id, string Name, Guid? TeacherId);

sealed record EnrolmentRow(Guid ClassId, Guid StudentId, DateTimeOffset EnrolledFrom, DateTimeOffset? EnrolledTo);

sealed record ChildRow(Guid ParentId, Guid StudentId, string Relationship = "guardian");

sealed record MeetingRow(
    Guid Id, string ZoomMeetingId, Guid? HostId, Guid? ClassId, string TargetAudience, bool RegistrationEnabled,
    string? JoinUrl, string? Password, string Title, DateTimeOffset StartTime, string Status = "scheduled");

sealed record ScheduleRow(Guid MeetingId, DateTimeOffset ValidFrom, string Lessons = "[]");

sealed record RegistrantRow(
    Guid Id, Guid MeetingId, Guid UserId, string? JoinUrl, string Status, string? ZoomRegistrantId = null,
    bool DeniedByHost = false);

sealed record OccurrenceRow(
    string Id, Guid MeetingId, DateOnly Date, string Status = "ended", string AttendanceState = "provisional",
    string Policy = "{}", string Digest = "", bool Degraded = false);

sealed record RunRow(
    string OccurrenceId, string Uuid, Guid MeetingId, DateTimeOffset StartedAt, bool EndInferred = false);

sealed record ParticipantRow(
    long Id, Guid MeetingId, string OccurrenceId, Guid? UserId, string Name, string ZoomParticipantId = "1",
    string Status = "left");

sealed record EventRow(
    Guid Id, string OccurrenceId, Guid MeetingId, DateTimeOffset StartTime, DateTimeOffset EndTime, int Sequence = 0,
    string Title = "Lesson", string Timezone = "UTC", string TargetAudience = "class", string Status = "confirmed");

sealed record FeedRow(Guid UserId, string SecretHash, DateTimeOffset CreatedAt);

sealed record RecordRow(
    Guid StudentId, string OccurrenceId, Guid MeetingId, DateOnly Date, string? Status = "present",
    string ComputedStatus = "present", long Seconds = 60, bool Late = false, bool LeftEarly = false,
    string Flags = "{}", string Intervals = "[]", Guid? OverrideBy = null);

sealed record PolicyRow(
    Guid? ClassId, DateOnly EffectiveFrom, Guid? CreatedBy, int PresentAfterMinutes = 15, string Window = "meeting");

sealed record SettingsRow(Guid? ChangedBy, int? LockAfterDays, bool IsTheOnlyRow = true);

sealed record IdempotencyRow(
    Guid UserId, string Key, string Route = "/", string RequestHash = "", int Status = 201, string Location = "/",
    string Body = "{}");

sealed record CheckInRow(
    Guid Id, Guid ClassId, DateTimeOffset ClosesAt, Guid? OpenedBy, string Secret, DateTimeOffset OpenedAt,
    Guid? MeetingId = null, string? OccurrenceId = null);

sealed record CheckedInRow(Guid Id, Guid CheckInId, Guid ClassId, Guid StudentId, string? IpHash, string? KeyId);

sealed record AddressKeyRow(string Id, DateTimeOffset UsedSince);

sealed record MissRow(Guid UserId, int Misses);

sealed record CreationRow(
    Guid Id, Guid? UserId, Guid? HostId, DateTimeOffset BusyUntil, int Attempt = 1, string RequestHash = "",
    string ZoomHost = "host", string Topic = "Lesson", short ZoomType = 2, int Duration = 60);

sealed record QuarantineRow(Guid Id, string Reason, string Body);

sealed record AuditRow(Guid Id, DateTimeOffset At, Guid? ActorId, string Action, Guid? MeetingId, Guid? SubjectId);

sealed record LogRow(
    long Meeting, long Seq, short Kind, short Source, DateTimeOffset At, string Run, string? UserId = null,
    string? Connection = null, string? Name = null, string? Email = null);

sealed record HeadRow(long Meeting, long DerivedSeq, DateTimeOffset DerivedAsOf);

sealed record PeriodRow(string Kind, int Place, int Days, Guid? ChangedBy = null);

sealed record ErasureRow(Guid Id, DateTimeOffset RequestedAt);

sealed record UnscheduledRow(long Meeting, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

sealed record DueRow(string Kind, string Key, DateTimeOffset DueAt, int Attempts, string? LastError = null);

/// <summary>A small school: what stands in each table.</summary>
sealed record SchoolRows
{
    public required DateTimeOffset Now { get; init; }

    public UserRow[] Users { get; init; } = [];

    public IdentityRow[] Identities { get; init; } = [];

    public ClassRow[] Classes { get; init; } = [];

    public EnrolmentRow[] Enrolments { get; init; } = [];

    public ChildRow[] Children { get; init; } = [];

    public MeetingRow[] Meetings { get; init; } = [];

    public ScheduleRow[] Schedules { get; init; } = [];

    public RegistrantRow[] Registrants { get; init; } = [];

    public OccurrenceRow[] Occurrences { get; init; } = [];

    public RunRow[] Runs { get; init; } = [];

    public ParticipantRow[] Participants { get; init; } = [];

    public RecordRow[] Records { get; init; } = [];

    public EventRow[] Events { get; init; } = [];

    public PolicyRow[] Policies { get; init; } = [];

    public SettingsRow[] Settings { get; init; } = [];

    public IdempotencyRow[] IdempotencyKeys { get; init; } = [];

    public FeedRow[] Feeds { get; init; } = [];

    public CreationRow[] Creations { get; init; } = [];

    public CheckInRow[] CheckIns { get; init; } = [];

    public CheckedInRow[] CheckedIn { get; init; } = [];

    public AddressKeyRow[] AddressKeys { get; init; } = [];

    public MissRow[] Misses { get; init; } = [];

    public QuarantineRow[] Quarantine { get; init; } = [];

    public AuditRow[] Audit { get; init; } = [];

    public LogRow[] Log { get; init; } = [];

    public HeadRow[] Heads { get; init; } = [];

    public PeriodRow[] Periods { get; init; } = [];

    public ErasureRow[] Erasures { get; init; } = [];

    public UnscheduledRow[] Unscheduled { get; init; } = [];

    public DueRow[] Due { get; init; } = [];

    /// <summary>What those who try to write choose by.</summary>
    public int Seed { get; init; }

    /// <summary>All but one: the functions are to say nothing about others than they are asked about.</summary>
    public MeetingRow[] AskedAbout =>
        [.. Meetings.Where((_, i) => i != (int)((uint)Seed % (uint)(Meetings.Length + 1)))];

    /// <summary>Some of the teachers and admins: the same holds for others than these.</summary>
    public static Guid[] MarkersAskedAbout { get; } =
        [RandomPeople.Id(0x7e, 0), RandomPeople.Id(0x7e, 1), RandomPeople.Id(0xad, 0)];

    /// <summary>Some of all kinds, and likewise.</summary>
    public static Guid[] PeopleAskedAbout { get; } =
    [
        RandomPeople.Id(0x57, 0), RandomPeople.Id(0x57, 2), RandomPeople.Id(0x57, 3), RandomPeople.Id(0x7e, 0),
        RandomPeople.Id(0xad, 0), RandomPeople.Id(0xfa, 0),
    ];

    /// <summary>But for the last of them.</summary>
    public static Guid[] ClassesAskedAbout { get; } = [.. Enumerable.Range(0, 2).Select(i => RandomPeople.Id(0xc1, i))];

    /// <summary>As many as a school may have.</summary>
    public static Guid[] CheckInsAskedAbout { get; } = [.. Enumerable.Range(0, 3).Select(i => RandomPeople.Id(0xcc, i))];

    /// <summary>Those that have a log of facts: what is derived from it comes from their grains.</summary>
    public IEnumerable<MeetingRow> Lessons =>
        Meetings.Where(meeting => Log.Any(entry => $"{entry.Meeting}" == meeting.ZoomMeetingId));

    /// <summary>With other numbers of Zoom's: a grain that was there for another school knows nothing of this one.</summary>
    public SchoolRows Numbered(long offset) => this with
    {
        Meetings = [.. Meetings.Select(one => one with { ZoomMeetingId = $"{long.Parse(one.ZoomMeetingId, null) + offset}" })],
        Log = [.. Log.Select(one => one with { Meeting = one.Meeting + offset })],
        Heads = [.. Heads.Select(one => one with { Meeting = one.Meeting + offset })],
        Due = [.. Due.Select(one => one with { Key = $"{long.Parse(one.Key, null) + offset}" })],
    };
}
