using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>One half of the school: a class with its meeting, and one row of every table about them.</summary>
sealed record Half(
    Guid Class, Guid Meeting, Guid Host, Guid Teacher, Guid Student, Guid Parent, string Occurrence, long Number)
{
    public Guid CheckIn { get; } = Guid.NewGuid();
}

/// <summary>
/// The smallest school in which everybody has something of their own and something that is none of theirs. In our half
/// the class's teacher and the meeting's host are two people; all of their half is the other teacher's.
/// </summary>
public sealed class MatrixSchool : IAsyncLifetime
{
    static readonly Guid OtherTeacher = Guid.NewGuid();

    internal static readonly Half Ours = new(
        Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "ours", 81_000_000_001);

    internal static readonly Half Theirs = new(
        Guid.NewGuid(), Guid.NewGuid(), OtherTeacher, OtherTeacher, Guid.NewGuid(), Guid.NewGuid(), "theirs", 81_000_000_002);

    /// <summary>Who asks, by the names that the matrix uses. Nobody has no identity at all.</summary>
    internal static readonly IReadOnlyDictionary<string, Guid?> Callers = new Dictionary<string, Guid?>
    {
        ["admin"] = Guid.NewGuid(),
        ["host"] = Ours.Host,
        ["teacher"] = Ours.Teacher,
        ["other"] = OtherTeacher,
        ["student"] = Ours.Student,
        ["stranger"] = Guid.NewGuid(),
        ["parent"] = Ours.Parent,
        ["nobody"] = null,
        ["unknown"] = Guid.NewGuid(),
    };

    TestDatabase? _database;

    internal TestDatabase Database => _database!;

    public async Task InitializeAsync()
    {
        if (PostgresMissing.Reason.Value is not null)
            return;
        _database = await TestDatabase.Create();
        await using var admin = NpgsqlDataSource.Create(_database.AdminConnectionString);
        await Run(admin, string.Join(';', People()));
        await Run(admin, Rows(Ours));
        await Run(admin, Rows(Theirs));
        await Run(admin, """
            INSERT INTO attendance_policies (effective_from, present_after_minutes, "window")
            VALUES ('2026-01-01', 5, 'meeting')
            """);
    }

    public async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    static IEnumerable<string> People() =>
        from person in new (Guid Id, string Role)[]
        {
            (Callers["admin"]!.Value, "admin"), (Callers["stranger"]!.Value, "student"),
            (Ours.Host, "teacher"), (Ours.Teacher, "teacher"), (Ours.Student, "student"), (Ours.Parent, "parent"),
            (OtherTeacher, "teacher"), (Theirs.Student, "student"), (Theirs.Parent, "parent"),
        }
        select $"INSERT INTO users (id, name, email, role) VALUES ('{person.Id}', 'N', '{person.Id}@school.example', '{person.Role}')";

    static string Rows(Half half) => $"""
        INSERT INTO classes (id, name, teacher_id) VALUES ('{half.Class}', '7 Rizal', '{half.Teacher}');
        INSERT INTO class_enrollments VALUES ('{half.Class}', '{half.Student}', '2025-06-01');
        INSERT INTO parent_children VALUES ('{half.Parent}', '{half.Student}');
        INSERT INTO user_identities VALUES ('issuer', '{half.Student}', '{half.Student}');
        INSERT INTO zoom_meetings (id, zoom_meeting_id, host_id, title, start_time, class_id)
        VALUES ('{half.Meeting}', '{half.Number}', '{half.Host}', 'Mathematics', '2026-03-02', '{half.Class}');
        INSERT INTO meeting_schedules VALUES ('{half.Meeting}', '2026-01-01', '[]');
        INSERT INTO meeting_registrants (meeting_id, user_id) VALUES ('{half.Meeting}', '{half.Student}');
        INSERT INTO meeting_log (meeting, seq, kind, at) VALUES ({half.Number}, 1, 1, '2026-03-02');
        INSERT INTO meeting_heads VALUES ({half.Number}, 1, '2026-03-02');
        INSERT INTO meeting_occurrences (id, meeting_id, date, status, attendance_state, degraded, policy, digest)
        VALUES ('{half.Occurrence}', '{half.Meeting}', '2026-03-02', 'ended', 'provisional', false, '{"{}"}', '');
        INSERT INTO meeting_runs (occurrence_id, uuid, meeting_id, started_at, end_inferred)
        VALUES ('{half.Occurrence}', 'run', '{half.Meeting}', '2026-03-02', false);
        INSERT INTO zoom_participants (meeting_id, occurrence_id, user_id, zoom_participant_id, name, status)
        VALUES ('{half.Meeting}', '{half.Occurrence}', '{half.Student}', 'p', 'N', 'left');
        INSERT INTO attendance_records (student_id, occurrence_id, meeting_id, class_id, date, status, computed_status,
            seconds, late, left_early, flags, intervals)
        VALUES ('{half.Student}', '{half.Occurrence}', '{half.Meeting}', '{half.Class}', '2026-03-02', 'present', 'present',
            60, false, false, '{"{}"}', '[]');
        INSERT INTO calendar_events (occurrence_id, meeting_id, title, start_time, end_time, timezone, target_audience, status)
        VALUES ('{half.Occurrence}', '{half.Meeting}', 'Mathematics', '2026-03-02', '2026-03-03', 'UTC', 'class', 'confirmed');
        INSERT INTO calendar_feeds VALUES ('{half.Student}', sha256('{half.Occurrence}'));
        INSERT INTO attendance_policies (class_id, effective_from, present_after_minutes, "window")
        VALUES ('{half.Class}', '2026-01-01', 5, 'meeting');
        INSERT INTO unscheduled_meetings VALUES ({half.Number}, '2026-03-02', '2026-03-02');
        INSERT INTO quarantined_events (reason, body) VALUES ('{half.Occurrence}', 'body');
        INSERT INTO erasures (id, person) VALUES ('{half.Class}', '{"{}"}');
        INSERT INTO audit_log (action, meeting_id) VALUES ('override', '{half.Meeting}');
        INSERT INTO meeting_creations (id, user_id, request_hash, host_id, zoom_host, topic, zoom_type, duration, busy_until)
        VALUES (gen_random_uuid(), '{half.Host}', '', '{half.Host}', 'host', 'Mathematics', 2, 60, '2026-03-02');
        INSERT INTO check_ins (id, class_id, closes_at) VALUES ('{half.CheckIn}', '{half.Class}', '2100-01-01');
        INSERT INTO qr_checkins (check_in_id, class_id, student_id) VALUES ('{half.CheckIn}', '{half.Class}', '{half.Student}');
        INSERT INTO check_in_misses (user_id) VALUES ('{half.Student}');
        INSERT INTO ip_hash_keys (id) VALUES ('{half.Number:x16}');
        INSERT INTO idempotency_keys (user_id, key, route, request_hash, status, location, body)
        VALUES ('{half.Student}', 'key', 'POST /', '', 201, '/', '{"{}"}');
        """;

    static async Task Run(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
