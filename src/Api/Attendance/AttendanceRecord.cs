using System.Text.Json;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>One student's attendance of one lesson, with its evidence.</summary>
public record AttendanceRecord
{
    /// <summary>Of <c>attendance_records record</c> and <c>users student</c>, as <see cref="Read"/> expects them.</summary>
    public const string Columns = """
        record.student_id, coalesce(student.name, ''), record.date, record.status, record.computed_status, record.seconds,
        record.late, record.left_early, record.flags, record.matched_by, record.intervals,
        record.override_status, record.override_reason, record.override_by,
        (SELECT name FROM users WHERE id = record.override_by), record.override_at
        """;

    public required Guid StudentId { get; init; }

    public required string Name { get; init; }

    /// <summary>The day of the lesson in the meeting's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What somebody decided, else what was computed; null while nobody may be called absent.</summary>
    public AttendanceStatus? Status { get; init; }

    public required AttendanceStatus ComputedStatus { get; init; }

    public required long Seconds { get; init; }

    public required bool Late { get; init; }

    public required bool LeftEarly { get; init; }

    public required IReadOnlyList<string> Flags { get; init; }

    public AttendanceOverride? Override { get; init; }

    public required IReadOnlyList<AttendanceInterval> Intervals { get; init; }

    public MatchedBy? MatchedBy { get; init; }

    /// <param name="row">A row whose columns from <paramref name="first"/> on are this record's.</param>
    /// <param name="first">The first of its columns.</param>
    public static AttendanceRecord Read(NpgsqlDataReader row, int first) => new()
    {
        StudentId = row.GetGuid(first),
        Name = row.GetString(first + 1),
        Date = row.GetFieldValue<DateOnly>(first + 2),
        Status = row.TextOrNull(first + 3) is { } status ? EnumText.Read<AttendanceStatus>(status) : null,
        ComputedStatus = EnumText.Read<AttendanceStatus>(row.GetString(first + 4)),
        Seconds = row.GetInt64(first + 5),
        Late = row.GetBoolean(first + 6),
        LeftEarly = row.GetBoolean(first + 7),
        Flags = row.GetFieldValue<string[]>(first + 8),
        MatchedBy = row.TextOrNull(first + 9) is { } matchedBy ? EnumText.Read<MatchedBy>(matchedBy) : null,
        Intervals = JsonSerializer.Deserialize<IReadOnlyList<AttendanceInterval>>(
            row.GetString(first + 10), Json.Options)!,
        Override = row.TextOrNull(first + 11) is { } decided
            ? new AttendanceOverride(
                EnumText.Read<AttendanceStatus>(decided), row.TextOrNull(first + 12) ?? "", row.ValueOrNull<Guid>(first + 13),
                row.TextOrNull(first + 14), row.Time(first + 15))
            : null,
    };
}

/// <summary>
/// A time in which the student was in. Without a join, only the leave is known, and it counts no time.
/// </summary>
public sealed record AttendanceInterval(DateTimeOffset? Join, DateTimeOffset Leave, FactSource Source);

/// <summary>A status that a person has set in place of the computed one.</summary>
/// <param name="By">Who; kept when that user is gone.</param>
/// <param name="ByName">Null where the caller does not see that user.</param>
public sealed record AttendanceOverride(AttendanceStatus Status, string Reason, Guid? By, string? ByName, DateTimeOffset At);
