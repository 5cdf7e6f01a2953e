namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>For each line of the matrix the statement that tries it, on the row of one half of the school.</summary>
static class MatrixStatements
{
    const string Me = "nullif(current_setting('app.user_id', true), '')::uuid";

    public static string For(MatrixLine line, Half half) => line.Verb switch
    {
        "SELECT" => $"SELECT 1 FROM {line.Table} WHERE {Row(line.Rows, half)}",
        "INSERT" => line.IsGranted ? $"INSERT INTO {line.Table} {Inserted(line.Rows, half)}" : $"INSERT INTO {line.Table} DEFAULT VALUES",
        "UPDATE" => $"UPDATE {line.Table} SET {Updated(line.Rows)} WHERE {Row(line.Rows, half)}",
        "DELETE" => $"DELETE FROM {line.Table} WHERE {Row(line.Rows, half)}",
        _ => throw new ArgumentException($"The matrix has no verb {line.Verb}."),
    };

    static string Row(string rows, Half half) => rows switch
    {
        "users" => $"id = '{half.Student}'",
        "classes" or "erasures" => $"id = '{half.Class}'",
        "class_enrollments" or "attendance_policies" or "check_ins" or "qr_checkins" => $"class_id = '{half.Class}'",
        "attendance_policies[school]" => "class_id IS NULL",
        "zoom_meetings" => $"id = '{half.Meeting}'",
        "parent_children" or "attendance_records" => $"student_id = '{half.Student}'",
        "user_identities" or "idempotency_keys" or "calendar_feeds" or "check_in_misses" => $"user_id = '{half.Student}'",
        "meeting_schedules" or "meeting_registrants" or "meeting_runs" or "zoom_participants" or "audit_log"
            or "calendar_events" => $"meeting_id = '{half.Meeting}'",
        "meeting_creations" => $"host_id = '{half.Host}'",
        "meeting_occurrences" => $"id = '{half.Occurrence}'",
        "meeting_log" or "meeting_heads" or "unscheduled_meetings" => $"meeting = {half.Number}",
        "due_work" => "kind = 'attendance'",
        "quarantined_events" => $"reason = '{half.Occurrence}'",
        "school_settings" => "is_the_only_row",
        "ip_hash_keys" => $"id = '{half.Number:x16}'",
        "retention_policies" => "kind = 'audit'",
        _ => throw new ArgumentException($"Say here how one finds a row of {rows}."),
    };

    static string Inserted(string rows, Half half) => rows switch
    {
        "users" => "(name, email, role) VALUES ('New', 'new@school.example', 'student')",
        "user_identities" => $"VALUES ('issuer', 'new', '{half.Student}')",
        "audit_log" => $"(actor_id, action) VALUES ('{half.Student}', 'override')",
        "classes" => $"(name, teacher_id) VALUES ('8 Luna', '{half.Teacher}')",
        "class_enrollments" => $"VALUES ('{half.Class}', '{MatrixSchool.Callers["stranger"]}', '2026-01-01')",
        "parent_children" => $"VALUES ('{half.Parent}', '{MatrixSchool.Callers["stranger"]}')",
        "zoom_meetings" => $"""
            (zoom_meeting_id, host_id, title, start_time, class_id)
            VALUES ('82000000000', {Me}, 'Physics', '2026-03-02', '{half.Class}')
            """,
        "meeting_schedules" => $"VALUES ('{half.Meeting}', '2026-02-01', '[]')",
        "attendance_policies" => Policy($"'{half.Class}'"),
        "attendance_policies[school]" => Policy("NULL"),
        "idempotency_keys" => $"""
            (user_id, key, route, request_hash, status, location, body)
            VALUES ('{half.Student}', 'other key', 'POST /', '', 201, '/', '{"{}"}')
            """,
        "check_ins" => $"(class_id, opened_by, closes_at) VALUES ('{half.Class}', {Me}, '2100-01-01')",
        "calendar_feeds" => $"VALUES ('{half.Parent}', sha256('new'))",
        "meeting_creations" => $"""
            (id, user_id, request_hash, host_id, zoom_host, topic, zoom_type, duration, busy_until)
            VALUES (gen_random_uuid(), '{half.Host}', '', '{half.Host}', 'host', 'Physics', 2, 60, now())
            """,
        _ => throw new ArgumentException($"Say here how one adds a row to {rows}."),
    };

    static string Policy(string ofClass) => $"""
        (class_id, effective_from, present_after_minutes, "window", created_by)
        VALUES ({ofClass}, '2026-02-01', 5, 'meeting', {Me})
        """;

    static string Updated(string rows) => rows switch
    {
        "users" or "classes" => "name = 'Changed'",
        "class_enrollments" => "enrolled_to = '2030-01-01'",
        "parent_children" => "relationship = 'mother'",
        "zoom_meetings" => "title = 'Changed'",
        "attendance_policies" or "attendance_policies[school]" => $"present_after_minutes = 6, created_by = {Me}",
        "school_settings" => $"lock_after_days = 7, changed_by = {Me}",
        "retention_policies" => $"days = 3000, changed_by = {Me}",
        "user_identities" => "subject = ''",
        "meeting_schedules" => "valid_from = now()",
        "meeting_registrants" or "meeting_occurrences" or "zoom_participants" or "attendance_records" or "idempotency_keys" =>
            "status = NULL",
        "calendar_events" => "sequence = 2",
        "calendar_feeds" => "created_at = now()",
        "meeting_log" => "seq = 2",
        "meeting_heads" => "derived_seq = 2",
        "due_work" => "due_at = now()",
        "meeting_creations" => "busy_until = now()",
        "unscheduled_meetings" => "last_seen = now()",
        "quarantined_events" => "reason = ''",
        "meeting_runs" => "end_inferred = true",
        "erasures" => "problem = ''",
        "audit_log" => "action = ''",
        "check_ins" => "closes_at = '2100-01-02'",
        "qr_checkins" => "checked_in_at = now()",
        "ip_hash_keys" => "used_since = now()",
        "check_in_misses" => "misses = 0",
        _ => throw new ArgumentException($"Say here what can be changed in a row of {rows}."),
    };
}
