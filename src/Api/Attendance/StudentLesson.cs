using System.Diagnostics.CodeAnalysis;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>A student's attendance of one lesson, and which lesson that was.</summary>
public sealed record StudentLesson : AttendanceRecord
{
    [SetsRequiredMembers]
    StudentLesson(AttendanceRecord record)
        : base(record)
    {
    }

    public Guid MeetingId { get; init; }

    public string OccurrenceId { get; init; } = "";

    public Guid? ClassId { get; init; }

    /// <summary>This and what follows is null where the caller does not see the meeting any more.</summary>
    public string? Title { get; init; }

    public DateTimeOffset? ScheduledStart { get; init; }

    /// <summary>Minutes.</summary>
    public int? Duration { get; init; }

    public AttendanceState? State { get; init; }

    /// <summary>The columns are those of <see cref="StudentRoutes"/>' query.</summary>
    public static StudentLesson Read(NpgsqlDataReader row) => new(AttendanceRecord.Read(row, 7))
    {
        MeetingId = row.GetGuid(0),
        OccurrenceId = row.GetString(1),
        ClassId = row.ValueOrNull<Guid>(2),
        Title = row.TextOrNull(3),
        ScheduledStart = row.ValueOrNull<DateTimeOffset>(4),
        Duration = row.ValueOrNull<int>(5),
        State = row.TextOrNull(6) is { } state ? EnumText.Read<AttendanceState>(state) : null,
    };
}
