using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ZoomOrleans.Attendance;

/// <summary>One student in one occurrence: while it lasts their running mark, at its end their record.</summary>
public sealed record StudentAttendance
{
    public required Guid StudentId { get; init; }

    /// <summary>What somebody decided, else what the policy makes of the presence; null while the record is held.</summary>
    public AttendanceStatus? Status { get; init; }

    public required AttendanceStatus ComputedStatus { get; init; }

    /// <summary>Null where the computed mark holds.</summary>
    public Overridden? Override { get; init; }

    /// <summary>Whole seconds of presence within the policy's window.</summary>
    public required long Seconds { get; init; }

    /// <summary>When the seconds were enough to be present; null where they are not.</summary>
    public DateTimeOffset? PresentAt { get; init; }

    public bool Late { get; init; }

    public bool LeftEarly { get; init; }

    public AttendanceFlags Flags { get; init; }

    public MatchedBy? MatchedBy { get; init; }

    public required Presence Presence { get; init; }

    public bool InNow => OpenConnections > 0;

    public int Stays { get; init; }

    /// <summary>How many connections are in now.</summary>
    public int OpenConnections { get; init; }
}

/// <summary>Somebody who is no student of the class and not on its staff. One name is one guest.</summary>
public sealed record GuestAttendance
{
    /// <summary>What makes these connections one guest.</summary>
    public required string Key { get; init; }

    /// <summary>The same for the same guest of an occurrence, and nothing but letters that may stand in a path.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, 12));

    public required IReadOnlyList<Connection> Connections { get; init; }

    /// <summary>The user, where the connection is known to be one who is not enrolled.</summary>
    public Guid? UserId { get; init; }

    public required string Name { get; init; }

    public required Presence Presence { get; init; }

    /// <summary>Whole seconds of presence, whatever the policy's window.</summary>
    public required long Seconds { get; init; }

    public int OpenConnections { get; init; }

    /// <summary>The addresses that any of the connections brought.</summary>
    public IReadOnlyList<string> Emails =>
        [.. Connections.SelectMany(one => one.Emails).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Students whom it might be, the likelier first: <see cref="Attendance.Suggestions"/> add them.</summary>
    public ImmutableArray<Suggestion> Suggestions { get; init; } = [];
}

/// <summary>Everybody in one occurrence, at one moment.</summary>
public sealed record OccurrenceAttendance
{
    public required Occurrence Occurrence { get; init; }

    public required AttendanceState State { get; init; }

    public required Policy Policy { get; init; }

    /// <summary>All who were enrolled at its start or at any time until its end, by id.</summary>
    public required IReadOnlyList<StudentAttendance> Students { get; init; }

    public required IReadOnlyList<GuestAttendance> Guests { get; init; }

    /// <summary>Every connection with a stay in it, and who it is.</summary>
    public required IReadOnlyList<Participant> Participants { get; init; }
}

/// <summary>A connection as one occurrence sees it: only the stays that lie in its territory.</summary>
public sealed record Participant(Run Run, Connection Connection, Identity Identity, IReadOnlyList<Stay> Stays);
