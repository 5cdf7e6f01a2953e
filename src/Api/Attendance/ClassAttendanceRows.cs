using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Attendance;

/// <summary>Reads a class's attendance, for whoever may see that of all its students.</summary>
public static class ClassAttendanceRows
{
    /// <summary>A school year of 200 days with five lessons of the class on each.</summary>
    public const int LessonsMax = 1000;

    /// <summary>
    /// One statement, so that lessons and records are those of one moment. Where a meeting has moved to another class,
    /// the records that stayed with this one still count. Days of enrolment are those of the school ($4).
    /// </summary>
    const string OfClass = """
        WITH records AS MATERIALIZED (
            SELECT student_id, occurrence_id, status, seconds, late, left_early
            FROM attendance_records
            WHERE class_id = $1 AND date BETWEEN $2 AND $3),
        lessons AS MATERIALIZED (
            SELECT occurrence.id, occurrence.meeting_id, meeting.title, occurrence.date, occurrence.scheduled_start,
                   occurrence.status, occurrence.attendance_state,
                   row_number() OVER (
                       ORDER BY coalesce(occurrence.scheduled_start, occurrence.started_at), occurrence.id) - 1 AS place
            FROM meeting_occurrences occurrence JOIN zoom_meetings meeting ON meeting.id = occurrence.meeting_id
            WHERE occurrence.id IN (
                SELECT planned.id
                FROM zoom_meetings of_class JOIN meeting_occurrences planned ON planned.meeting_id = of_class.id
                WHERE of_class.class_id = $1 AND planned.date BETWEEN $2 AND $3
                UNION SELECT occurrence_id FROM records)
            ORDER BY place
            LIMIT $5),
        students AS (
            SELECT student_id FROM records
            UNION SELECT student_id
            FROM class_enrollments
            WHERE class_id = $1
                AND enrolled_from < ($3::date + 1)::timestamp AT TIME ZONE $4
                AND (enrolled_to IS NULL OR enrolled_to > $2::timestamp AT TIME ZONE $4)),
        marks AS (
            SELECT student_id, json_agg(json_build_object(
                'lesson', place, 'status', records.status, 'seconds', seconds, 'late', late, 'leftEarly', left_early)) AS marks
            FROM records JOIN lessons ON lessons.id = occurrence_id
            GROUP BY student_id)
        SELECT class.name,
               class.id = ANY ((SELECT access.taught_classes())::uuid[]) OR (SELECT access.is_admin()),
               (SELECT coalesce(json_agg(json_build_object(
                    'id', id, 'meetingId', meeting_id, 'title', title, 'date', date, 'scheduledStart', scheduled_start,
                    'status', status, 'attendanceState', attendance_state) ORDER BY place), '[]')
                FROM lessons),
               (SELECT coalesce(json_agg(json_build_object(
                    'studentId', student_id, 'name', coalesce(users.name, ''), 'marks', coalesce(marks, '[]'))
                    ORDER BY users.name, student_id), '[]')
                FROM students LEFT JOIN users ON users.id = student_id LEFT JOIN marks USING (student_id))
        FROM classes class
        WHERE class.id = $1
        """;

    /// <returns>The class's attendance, or why the caller does not have it.</returns>
    public static async Task<Results<Ok<ClassAttendance>, ValidationProblem, NotFound, ProblemHttpResult>> Find(
        UserSession user, Guid id, DayFilter filter, SchoolClock clock)
    {
        var days = filter.Days(clock);
        if (DayFilter.Contradiction(days) is { } problem)
            return problem;
        var found = await user.Query(
            OfClass, [id, days.First, days.Last, clock.ZoneName, LessonsMax + 1], Found.Read);
        return found switch
        {
            [] => Problems.NotFound,
            [{ IsSupervised: false }] => Problems.Forbidden(
                "Only the class's teacher and admins see the attendance of all its students."),
            [{ Lessons.Count: > LessonsMax }] => Problems.Invalid(
                "from", $"These are more than {LessonsMax} lessons: ask for fewer days."),
            [var one, ..] => TypedResults.Ok(ClassAttendance.Of(id, one.Name, one.Lessons, one.Students)),
        };
    }

    /// <summary>The class, if the caller sees it, and whether they see all of its students.</summary>
    sealed record Found(
        string Name, bool IsSupervised, IReadOnlyList<ClassLesson> Lessons, IReadOnlyList<MarkedStudent> Students)
    {
        public static Found Read(NpgsqlDataReader row) => new(
            row.GetString(0), row.GetBoolean(1),
            JsonSerializer.Deserialize<IReadOnlyList<ClassLesson>>(row.GetString(2), Json.Options)!,
            JsonSerializer.Deserialize<IReadOnlyList<MarkedStudent>>(row.GetString(3), Json.Options)!);
    }
}
