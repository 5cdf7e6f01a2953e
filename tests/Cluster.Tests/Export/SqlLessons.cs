using System.Globalization;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>
/// Lessons put straight into the tables, with a record for each student of the class: many of them, each in a meeting of its
/// own, one a day from 2024 on. Nothing makes them due, so they stay as they are. Statistics follow, as they do by themselves.
/// </summary>
static class SqlLessons
{
    public static Task Add(AppProcess app, School school, int lessons) => Statements.Run(
        app.Database.AdminConnectionString, string.Create(CultureInfo.InvariantCulture, $$"""
            SET session_replication_role = replica;
            CREATE TEMPORARY TABLE lesson AS
                SELECT i, gen_random_uuid() AS meeting, '{{Guid.NewGuid():N}}-' || i AS occurrence, date '2024-01-01' + i AS day
                FROM generate_series(0, {{lessons - 1}}) i;
            INSERT INTO zoom_meetings (id, zoom_meeting_id, host_id, title, start_time, class_id)
                SELECT meeting, ({{School.NewNumber()}} * 10000 + i)::text, '{{school.Teacher}}', 'Lesson ' || i, day, '{{school.Class}}'
                FROM lesson;
            INSERT INTO meeting_occurrences (id, meeting_id, date, scheduled_start, duration, status, attendance_state, policy,
                                             digest)
                SELECT occurrence, meeting, day, day + time '01:00', 60, 'ended', 'locked', '{}', '' FROM lesson;
            INSERT INTO attendance_records (student_id, occurrence_id, meeting_id, class_id, date, status, computed_status,
                                            seconds, late, left_early, flags, intervals)
                SELECT student_id, occurrence, meeting, class_id, day, status, status, seconds, seconds % 5 = 0,
                    seconds % 7 = 0, '{}', '[]'
                FROM lesson, class_enrollments, LATERAL (
                    SELECT (i * 31 + ascii(student_id::text) * 7) % 3600 AS seconds) AS one,
                    LATERAL (SELECT (ARRAY['present', 'partial', 'absent'])[1 + seconds % 3] AS status) AS mark
                WHERE class_id = '{{school.Class}}';
            DROP TABLE lesson;
            ANALYZE
            """));
}
