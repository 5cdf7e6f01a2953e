using System.Globalization;
using Npgsql;
using ZoomOrleans.Bench.Load;

namespace ZoomOrleans.Bench.Ingest;

/// <summary>The school in the product's tables: lessons with their classes, and students known by e-mail address.</summary>
static class SchoolTables
{
    const int LessonMinutes = 240;

    public static async Task Write(string connectionString, Lessons lessons)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Statements(lessons), connection);
        await command.ExecuteNonQueryAsync();
    }

    static string Statements(Lessons lessons) => string.Create(CultureInfo.InvariantCulture, $"""
        CREATE TEMPORARY TABLE lesson AS
            SELECT n, gen_random_uuid() AS class_id, gen_random_uuid() AS meeting_id, timestamptz '{lessons.Start:O}' AS start
            FROM generate_series(0, {lessons.Meetings - 1}) n;
        GRANT SELECT ON lesson TO app_silo;
        SET ROLE app_silo;
        -- As an import does: the meetings, made last, are due anyway.
        SET app.defer_due = 'on';
        INSERT INTO classes (id, name) SELECT class_id, 'Class ' || n FROM lesson;
        WITH students AS (
            INSERT INTO users (name, email, role)
            SELECT 'Student ' || n, 'student' || {lessons.First} + n || '@school.example', 'student'
            FROM generate_series(0, {lessons.Students - 1}) n
            RETURNING id, substring(email FROM '[0-9]+')::integer - {lessons.First} AS n)
        INSERT INTO class_enrollments (class_id, student_id, enrolled_from)
            SELECT class_id, students.id, now() - interval '1 year'
            FROM students JOIN lesson ON lesson.n = students.n % {lessons.Meetings};
        INSERT INTO zoom_meetings (id, zoom_meeting_id, title, start_time, duration, class_id)
            SELECT meeting_id, ({lessons.Number(0)} + n)::text, 'Lesson ' || n, start, {LessonMinutes}, class_id FROM lesson;
        INSERT INTO meeting_schedules (meeting_id, valid_from, lessons)
            SELECT meeting_id, start, jsonb_build_array(jsonb_build_object('start', start, 'minutes', {LessonMinutes}))
            FROM lesson;
        RESET ROLE;
        DROP TABLE lesson;
        """);
}
