using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>Whose lessons are asked for, of which days (both included), and of which class where one is named.</summary>
public readonly record struct StudentDays(Guid StudentId, DateOnly First, DateOnly Last, Guid? ClassId);

/// <summary>Reads a student's lessons, as far as the caller may see them.</summary>
public static class StudentLessonRows
{
    /// <summary>The student with as many lessons of each mark; one row without a mark where there is no lesson.</summary>
    const string Marks = """
        SELECT mark.status, mark.late, mark.left_early, mark.lessons
        FROM users student
            LEFT JOIN LATERAL (
                SELECT status, late, left_early, count(*)::integer AS lessons
                FROM attendance_records
                WHERE student_id = student.id AND date BETWEEN $2 AND $3 AND ($4::uuid IS NULL OR class_id = $4)
                GROUP BY status, late, left_early) mark ON true
        WHERE student.id = $1
            AND (student.role = 'student' OR EXISTS (SELECT FROM attendance_records WHERE student_id = $1))
        """;

    const string ByDay = $"{OfStudent} > {Place} ORDER BY record.date, lesson.place, record.occurrence_id LIMIT $8";

    const string NewestFirst =
        $"{OfStudent} < {Place} ORDER BY record.date DESC, lesson.place DESC, record.occurrence_id DESC LIMIT $8";

    /// <summary>A lesson whose meeting the caller does not see any more stands at the beginning of its day.</summary>
    const string OfStudent = $"""
        SELECT record.meeting_id, record.occurrence_id, record.class_id, class.name, lesson.place, meeting.title,
               occurrence.scheduled_start, occurrence.duration, occurrence.attendance_state,
               {AttendanceRecord.Columns}
        FROM attendance_records record
            JOIN users student ON student.id = record.student_id
            LEFT JOIN classes class ON class.id = record.class_id
            LEFT JOIN zoom_meetings meeting ON meeting.id = record.meeting_id
            LEFT JOIN meeting_occurrences occurrence ON occurrence.id = record.occurrence_id,
            coalesce(occurrence.scheduled_start, occurrence.started_at, record.date::timestamp AT TIME ZONE 'UTC')
                AS lesson (place)
        WHERE record.student_id = $1
            AND record.date BETWEEN $2 AND $3
            AND ($4::uuid IS NULL OR record.class_id = $4)
            AND ($5::date IS NULL OR (record.date, lesson.place, record.occurrence_id)
        """;

    /// <summary>Of the last lesson of the page before.</summary>
    const string Place = "($5::date, $6::timestamptz, $7::text))";

    /// <returns>A page of the lessons of which the caller sees a record; null where they see no such student.</returns>
    public static async Task<StudentLessons?> Find(
        UserSession user, StudentDays asked, PageRequest page, bool newestFirst = false)
    {
        object?[] values = [asked.StudentId, asked.First, asked.Last, asked.ClassId];
        var marks = await user.Query(Marks, values, ReadMark);
        if (marks is [])
            return null;
        var found = await user.Query(
            newestFirst ? NewestFirst : ByDay, [.. values, .. page.Place(3), page.Rows], StudentLesson.Read);
        var lessons = page.Of(found, last =>
        [
            Rfc3339.Write(last.Date), Rfc3339.Write(last.Place), last.OccurrenceId,
        ]);
        return new StudentLessons(lessons.Items, lessons.NextCursor, Tally.Sum(marks));
    }

    /// <summary>All of them one by one, the latest first.</summary>
    public static IAsyncEnumerable<StudentLesson> Each(UserTransaction rows, StudentDays asked) => rows.Each(
        NewestFirst, [asked.StudentId, asked.First, asked.Last, asked.ClassId, null, null, null, null], StudentLesson.Read);

    static Tally ReadMark(NpgsqlDataReader row) => row.IsDBNull(3) ? default : Tally.Of(
        row.TextOrNull(0) is { } status ? EnumText.Read<AttendanceStatus>(status) : null,
        row.GetBoolean(1), row.GetBoolean(2), row.GetInt32(3));
}
