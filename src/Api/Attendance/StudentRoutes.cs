using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Attendance;

/// <summary>A student's attendance over time.</summary>
public static class StudentRoutes
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
            AND ($5::date IS NULL
                OR (record.date, lesson.place, record.occurrence_id) > ($5::date, $6::timestamptz, $7::text))
        ORDER BY record.date, lesson.place, record.occurrence_id
        LIMIT $8
        """;

    public static void MapStudents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/students/{id:guid}/attendance", List)
            .WithTags("Attendance").WithSummary("A student's attendance, by day, with a summary")
            .WithDescription(
                "For the student, their parents, teachers (their own classes' and meetings' lessons) and admins. "
                + DayFilter.Description
                + "`summary` is of all these lessons, not only of the page. Its `rate` is present / (present + partial "
                + "+ absent), null where there is none: excused lessons and those that wait for their status do not "
                + "hurt it.");

    static async Task<Results<Ok<StudentLessons>, ValidationProblem, NotFound>> List(
        Guid id, [AsParameters] DayFilter filter, Guid? classId, [AsParameters] PageRequest page, UserSession user,
        SchoolClock clock)
    {
        var days = filter.Days(clock);
        if (DayFilter.Contradiction(days) is { } problem)
            return problem;
        object?[] asked = [id, days.First, days.Last, classId];
        var marks = await user.Query(Marks, asked, ReadMark);
        if (marks is [])
            return Problems.NotFound;
        var found = await user.Query(OfStudent, [.. asked, .. page.Place(3), page.Rows], StudentLesson.Read);
        var lessons = page.Of(found, last =>
        [
            last.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Rfc3339.Write(last.Place), last.OccurrenceId,
        ]);
        return TypedResults.Ok(new StudentLessons(lessons.Items, lessons.NextCursor, Tally.Sum(marks)));
    }

    static Tally ReadMark(NpgsqlDataReader row) => row.IsDBNull(3) ? default : Tally.Of(
        row.TextOrNull(0) is { } status ? EnumText.Read<AttendanceStatus>(status) : null,
        row.GetBoolean(1), row.GetBoolean(2), row.GetInt32(3));
}
