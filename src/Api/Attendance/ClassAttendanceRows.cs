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
    /// Where a meeting has moved to another class, the records that stayed with this one still count. Days of enrolment are
    /// those of the school ($4).
    /// </summary>
    const string Parts = """
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
            GROUP BY student_id),
        named AS (
            SELECT student_id, users.name, json_build_object(
                'studentId', student_id, 'name', coalesce(users.name, ''), 'marks', coalesce(marks, '[]')) AS student
            FROM students LEFT JOIN users ON users.id = student_id LEFT JOIN marks USING (student_id))
        """;

    const string Head = """
        SELECT class.name,
               class.id = ANY ((SELECT access.taught_classes())::uuid[]) OR (SELECT access.is_admin()),
               (SELECT coalesce(json_agg(json_build_object(
                    'id', id, 'meetingId', meeting_id, 'title', title, 'date', date, 'scheduledStart', scheduled_start,
                    'status', status, 'attendanceState', attendance_state) ORDER BY place), '[]')
                FROM lessons)
        """;

    /// <summary>One statement, so that lessons and records are those of one moment.</summary>
    const string OfClass = $"""
        {Parts} {Head}, (SELECT coalesce(json_agg(student ORDER BY name, student_id), '[]') FROM named)
        FROM classes class
        WHERE class.id = $1
        """;

    const string LessonsOfClass = $"{Parts} {Head}, '[]' FROM classes class WHERE class.id = $1";

    const string StudentsOfClass = $"{Parts} SELECT student FROM named ORDER BY name, student_id";

    /// <returns>The class's attendance, or why the caller does not have it.</returns>
    public static Task<Results<Ok<ClassAttendance>, ValidationProblem, NotFound, ProblemHttpResult>> Find(
        UserSession user, Guid id, DayFilter filter, SchoolClock clock) =>
        Find(user, new ClassDays(id, filter.Days(clock), clock.ZoneName));

    /// <inheritdoc cref="Find(UserSession, Guid, DayFilter, SchoolClock)"/>
    public static Task<Results<Ok<ClassAttendance>, ValidationProblem, NotFound, ProblemHttpResult>> Find(
        UserSession user, ClassDays asked) =>
        Find(user, OfClass, asked, found => ClassAttendance.Of(asked.ClassId, found.Name, found.Lessons, found.Students));

    /// <returns>The class without its students, who may be read one by one; or why the caller does not have it.</returns>
    public static Task<Results<Ok<ClassLessons>, ValidationProblem, NotFound, ProblemHttpResult>> FindLessons(
        UserSession user, ClassDays asked) =>
        Find(user, LessonsOfClass, asked, found => new ClassLessons(asked, found.Name, found.Lessons));

    /// <summary>The same lessons as they are in a transaction in which the students are read as well.</summary>
    public static async Task<IReadOnlyList<ClassLesson>> Lessons(UserTransaction rows, ClassDays asked) =>
        (await rows.Query(LessonsOfClass, asked.Values, Found.Read)).SelectMany(found => found.Lessons).ToList();

    /// <summary>One by one, as they stand in the class's attendance.</summary>
    /// <param name="rows">In which the lessons were read.</param>
    /// <param name="asked">Of which class and days.</param>
    /// <param name="lessons">How many.</param>
    public static async IAsyncEnumerable<StudentRow> Students(UserTransaction rows, ClassDays asked, int lessons)
    {
        await foreach (var student in rows.Each(StudentsOfClass, asked.Values, row => Read<MarkedStudent>(row, 0)))
            yield return StudentRow.Of(student, lessons);
    }

    static async Task<Results<Ok<T>, ValidationProblem, NotFound, ProblemHttpResult>> Find<T>(
        UserSession user, string sql, ClassDays asked, Func<Found, T> of)
    {
        if (DayFilter.Contradiction(asked.Days) is { } problem)
            return problem;
        return await user.Query(sql, asked.Values, Found.Read) switch
        {
            [] => Problems.NotFound,
            [{ IsSupervised: false }] => Problems.Forbidden(
                "Only the class's teacher and admins see the attendance of all its students."),
            [{ Lessons.Count: > LessonsMax }] => Problems.Invalid(
                "from", $"These are more than {LessonsMax} lessons: ask for fewer days."),
            [var one, ..] => TypedResults.Ok(of(one)),
        };
    }

    static T Read<T>(NpgsqlDataReader row, int column) =>
        JsonSerializer.Deserialize<T>(row.GetString(column), Json.Options)!;

    /// <summary>The class, if the caller sees it, and whether they see all of its students.</summary>
    sealed record Found(
        string Name, bool IsSupervised, IReadOnlyList<ClassLesson> Lessons, IReadOnlyList<MarkedStudent> Students)
    {
        public static Found Read(NpgsqlDataReader row) => new(
            row.GetString(0), row.GetBoolean(1), Read<IReadOnlyList<ClassLesson>>(row, 2),
            Read<IReadOnlyList<MarkedStudent>>(row, 3));
    }
}

/// <summary>Which lessons are asked for: of a class, on days of which both are included, in the school's zone.</summary>
public sealed record ClassDays(Guid ClassId, (DateOnly First, DateOnly Last) Days, string Zone)
{
    internal object?[] Values => [ClassId, Days.First, Days.Last, Zone, ClassAttendanceRows.LessonsMax + 1];
}

/// <summary>A class that was asked for, and its lessons by start.</summary>
public sealed record ClassLessons(ClassDays Asked, string Name, IReadOnlyList<ClassLesson> Lessons);
