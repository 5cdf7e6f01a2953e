using System.Globalization;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// 600,000 participants in 20,000 meetings of 400 classes. Each of the 200 teachers has two classes with 50 meetings
/// each, spread over the whole time, and so sees 3,000 participants.
/// </summary>
static class LargeSchool
{
    public const int Participants = 600_000;
    public const int VisibleToTeacher = 3_000;

    const int Teachers = 200;
    const int Students = 10_000;
    const int Classes = 400;
    const int Meetings = 20_000;

    public static readonly Guid Admin = User(0);
    public static readonly Guid Teacher = User(1);

    /// <summary>Without triggers and foreign keys, which would take minutes.</summary>
    static readonly string Seed = string.Create(CultureInfo.InvariantCulture, $"""
        SET session_replication_role = replica;
        CREATE FUNCTION pg_temp.made_id(kind int, i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
            AS $$ SELECT (lpad(kind::text, 8, '0') || '-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid $$;
        INSERT INTO users (id, name, email, role)
        SELECT pg_temp.made_id(1, i), 'User ' || i, 'user' || i || '@school.example',
            CASE WHEN i = 0 THEN 'admin' WHEN i <= {Teachers} THEN 'teacher' ELSE 'student' END
        FROM generate_series(0, {Teachers + Students}) i;
        INSERT INTO classes (id, name, teacher_id)
        SELECT pg_temp.made_id(2, i), 'Class ' || i, pg_temp.made_id(1, 1 + i % {Teachers})
        FROM generate_series(0, {Classes - 1}) i;
        INSERT INTO class_enrollments (class_id, student_id, enrolled_from)
        SELECT pg_temp.made_id(2, i % {Classes}), pg_temp.made_id(1, {Teachers} + 1 + i), '2025-06-01'
        FROM generate_series(0, {Students - 1}) i;
        INSERT INTO zoom_meetings (id, zoom_meeting_id, host_id, title, start_time, class_id)
        SELECT pg_temp.made_id(3, i), (1000000 + i)::text, pg_temp.made_id(1, 1 + i % {Teachers}), 'Meeting ' || i,
            '2026-01-05'::timestamptz + i * interval '5 min', pg_temp.made_id(2, i % {Classes})
        FROM generate_series(0, {Meetings - 1}) i;
        INSERT INTO meeting_occurrences (id, meeting_id, date, status, attendance_state, degraded, policy, digest)
        SELECT 'o' || i, pg_temp.made_id(3, i), '2026-01-05', 'ended', 'provisional', false, '{"{}"}', ''
        FROM generate_series(0, {Meetings - 1}) i;
        INSERT INTO zoom_participants (meeting_id, occurrence_id, user_id, zoom_participant_id, name,
            join_time, leave_time, duration, status)
        SELECT pg_temp.made_id(3, i * {Meetings}::bigint / {Participants}), 'o' || i * {Meetings}::bigint / {Participants},
            pg_temp.made_id(1, {Teachers} + 1 + i * 7919::bigint % {Students}), 'p' || i, 'Participant ' || i,
            '2026-01-05', '2026-01-05 01:00', 3600, 'left'
        FROM generate_series(0, {Participants - 1}) i;
        RESET session_replication_role;
        ANALYZE
        """);

    public static async Task Make(TestDatabase database)
    {
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand(Seed, admin) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
        command.CommandText = "VACUUM ANALYZE";
        await command.ExecuteNonQueryAsync();
    }

    static Guid User(long i) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000001-0000-0000-0000-{i:D12}"));
}
