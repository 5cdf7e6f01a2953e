namespace ZoomOrleans;

/// <summary>What a fact tells of its run. The numbers are stored in the log.</summary>
public enum FactKind : short
{
    Started = 1,
    Ended = 2,
    Joined = 3,
    Left = 4,

    /// <summary>An end that Zoom never reported and that was assumed; any later fact of the run takes its place.</summary>
    EndInferred = 5,

    /// <summary>
    /// Zoom's participant report of the run was compared with the log, and the log lacks nothing of it. Its time is the
    /// run's end.
    /// </summary>
    Reported = 6,

    /// <summary>
    /// One person at most was in the run. Zoom makes no report of it, and the log knows who it was. Its time is the run's end.
    /// </summary>
    Alone = 7,
}

/// <summary>Who told a fact. The numbers are stored in the log.</summary>
public enum FactSource : short
{
    Webhook = 1,
    Report = 2,
    Inferred = 3,
}

/// <summary>
/// One thing that Zoom says happened in a run. Its key is run, kind, user id, connection and time: two deliveries
/// of one key are one fact, and what the second one says more is further evidence. Missing values are null, never "".
/// </summary>
[GenerateSerializer, Immutable, Alias("Fact")]
public sealed record Fact : Entry
{
    [Id(0)] public required FactKind Kind { get; init; }

    /// <summary>Zoom's <c>uuid</c> of the run (one Zoom instance of the meeting).</summary>
    [Id(1)] public required string Run { get; init; }

    /// <summary>Zoom's own time of the fact, never the time of receipt; at most milliseconds.</summary>
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>Zoom's <c>user_id</c>: names one stay in the run. Null for starts and ends.</summary>
    [Id(3)] public string? UserId { get; init; }

    /// <summary>Zoom's <c>participant_uuid</c>: one client in a run, over its moves between rooms.</summary>
    [Id(4)] public string? Connection { get; init; }

    [Id(5)] public FactSource Source { get; init; } = FactSource.Webhook;

    /// <summary>The display name: chosen by whoever joined, so hostile input.</summary>
    [Id(6)] public string? Name { get; init; }

    /// <summary>Trimmed and in lower case.</summary>
    [Id(7)] public string? Email { get; init; }

    [Id(8)] public string? RegistrantId { get; init; }

    /// <summary>A Zoom user id, or the registrant id where a signed-in user had to register.</summary>
    [Id(9)] public string? ParticipantUserId { get; init; }

    /// <summary>Zoom's <c>participant.id</c>: the Zoom user id of somebody signed in.</summary>
    [Id(10)] public string? ZoomUserId { get; init; }
}
