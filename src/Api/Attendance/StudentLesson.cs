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

    /// <summary>This and what follows is null where the caller does not see the class or the meeting any more.</summary>
    public string? ClassName { get; init; }

    public string? Title { get; init; }

    public DateTimeOffset? ScheduledStart { get; init; }

    /// <summary>Minutes.</summary>
    public int? Duration { get; init; }

    public AttendanceState? State { get; init; }

    /// <summary>By which lessons of one day are in order: when it began, or else the day itself.</summary>
    internal DateTimeOffset Place { get; init; }

    /// <summary>The columns are those of <see cref="StudentLessonRows"/>' query.</summary>
    public static StudentLesson Read(NpgsqlDataReader row) => new(AttendanceRecord.Read(row, 9))
    {
        MeetingId = row.GetGuid(0),
        OccurrenceId = row.GetString(1),
        ClassId = row.ValueOrNull<Guid>(2),
        ClassName = row.TextOrNull(3),
        Place = row.Time(4),
        Title = row.TextOrNull(5),
        ScheduledStart = row.ValueOrNull<DateTimeOffset>(6),
        Duration = row.ValueOrNull<int>(7),
        State = row.TextOrNull(8) is { } state ? EnumText.Read<AttendanceState>(state) : null,
    };
}

/// <summary>A page of a student's lessons, and a summary of all that were asked for, on whatever page.</summary>
public sealed record StudentLessons(IReadOnlyList<StudentLesson> Items, string? NextCursor, Tally Summary);
