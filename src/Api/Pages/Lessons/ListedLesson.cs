using System.Text.Json;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages.Lessons;

/// <summary>A lesson as pages list it, with what its reader may do and know.</summary>
public sealed record ListedLesson
{
    /// <summary>
    /// Of <c>lesson</c> (id, meeting_id, start_time, end_time, status, attendance_state) with <see cref="Joins"/>, as
    /// <see cref="Read"/> expects them.
    /// </summary>
    public const string Columns = """
        lesson.id, lesson.meeting_id, meeting.title, class.name, lesson.start_time, lesson.end_time, lesson.status,
        lesson.attendance_state, meeting.host_id, class.teacher_id, tally.present, tally.partial, tally.absent,
        tally.excused, tally.waiting, coalesce(own.marks, '[]')
        """;

    public const int ColumnCount = 16;

    public const string Joins = """
        JOIN zoom_meetings meeting ON meeting.id = lesson.meeting_id
        LEFT JOIN classes class ON class.id = meeting.class_id
        LEFT JOIN LATERAL (
            SELECT count(*) FILTER (WHERE status = 'present')::integer AS present,
                   count(*) FILTER (WHERE status = 'partial')::integer AS partial,
                   count(*) FILTER (WHERE status = 'absent')::integer AS absent,
                   count(*) FILTER (WHERE status = 'excused')::integer AS excused,
                   count(*) FILTER (WHERE status IS NULL)::integer AS waiting
            FROM attendance_records WHERE occurrence_id = lesson.id) tally ON true
        LEFT JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_object(
                'studentId', student_id, 'name', coalesce(student.name, ''), 'status', record.status, 'seconds', seconds)
                ORDER BY student.name, student_id) AS marks
            FROM attendance_records record LEFT JOIN users student ON student.id = student_id
            WHERE occurrence_id = lesson.id AND student_id = ANY ((SELECT access.my_students())::uuid[])) own ON true
        """;

    /// <summary>When a lesson that is planned begins; else when it began.</summary>
    public const string Start = "coalesce(scheduled_start, started_at)";

    /// <summary>Null while nobody knows it.</summary>
    public const string End = "coalesce(scheduled_start + duration * interval '1 minute', ended_at)";

    /// <summary>Lessons of <c>meeting_occurrences</c>, as <see cref="Columns"/> and <see cref="Joins"/> expect them.</summary>
    public const string Occurrences = $"""
        SELECT id, meeting_id, {Start} AS start_time, {End} AS end_time, status, attendance_state
        FROM meeting_occurrences
        """;

    public required string Id { get; init; }

    public required Guid MeetingId { get; init; }

    public required string Title { get; init; }

    public string? ClassName { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public required OccurrenceStatus Status { get; init; }

    public required AttendanceState State { get; init; }

    /// <summary>Whether the reader may start it.</summary>
    public required bool IsRun { get; init; }

    /// <summary>Whether the reader sees everybody in it.</summary>
    public required bool IsSupervised { get; init; }

    /// <summary>Of all records that the reader sees.</summary>
    public required Tally Tally { get; init; }

    /// <summary>The reader's own mark, or their children's.</summary>
    public required IReadOnlyList<OwnMark> OwnMarks { get; init; }

    public bool IsRunning => Status == OccurrenceStatus.Started;

    /// <summary>It may still be joined.</summary>
    public bool IsAhead => Status is OccurrenceStatus.Scheduled or OccurrenceStatus.Started;

    public static ListedLesson Read(NpgsqlDataReader row, Caller reader)
    {
        var isRun = reader.IsAdmin || row.ValueOrNull<Guid>(8) == reader.Id;
        return new()
        {
            Id = row.GetString(0),
            MeetingId = row.GetGuid(1),
            Title = row.GetString(2),
            ClassName = row.TextOrNull(3),
            StartsAt = row.Time(4),
            EndsAt = row.ValueOrNull<DateTimeOffset>(5),
            Status = EnumText.Read<OccurrenceStatus>(row.GetString(6)),
            State = EnumText.Read<AttendanceState>(row.GetString(7)),
            IsRun = isRun,
            IsSupervised = isRun || row.ValueOrNull<Guid>(9) == reader.Id,
            Tally = new Tally(
                row.GetInt32(10), row.GetInt32(11), row.GetInt32(12), row.GetInt32(13), row.GetInt32(14), 0, 0),
            OwnMarks = JsonSerializer.Deserialize<IReadOnlyList<OwnMark>>(row.GetString(15), Json.Options)!,
        };
    }
}

/// <summary>The mark of somebody whose attendance is the reader's own matter.</summary>
public sealed record OwnMark(Guid StudentId, string Name, AttendanceStatus? Status, long Seconds);
