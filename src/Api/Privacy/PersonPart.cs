namespace ZoomOrleans.Api.Privacy;

/// <summary>A file of a person's export, once as JSON and once as CSV.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="What">What is in it, for whoever reads it.</param>
/// <param name="Covers">The tables, or columns of them, whose rows about the person it has.</param>
/// <param name="Sql">The rows, as an admin may see them; $1 is the person's id.</param>
public sealed record PersonPart(string Name, string What, string[] Covers, string Sql)
{
    /// <summary>All that is stored about somebody, and nothing of anybody else: other people are left out, or an id.</summary>
    public static IReadOnlyList<PersonPart> All { get; } =
    [
        new("person", "Name, address and role", ["users"], """
            SELECT id, name, email, role, zoom_user_id, known.sex, created_at
            FROM users LEFT JOIN access.sexes_of(ARRAY[$1::uuid]) known ON user_id = id
            WHERE id = $1
            """),
        new("identities", "By what they sign in", ["user_identities"], """
            SELECT issuer, subject FROM user_identities WHERE user_id = $1 ORDER BY issuer, subject
            """),
        new("family", "Parents and children, by their ids", ["parent_children"], """
            SELECT CASE WHEN parent_id = $1 THEN 'child' ELSE 'parent' END AS other_is,
                CASE WHEN parent_id = $1 THEN student_id ELSE parent_id END AS other_id, relationship
            FROM parent_children
            WHERE $1 IN (parent_id, student_id)
            ORDER BY other_is, other_id
            """),
        new("enrolments", "Classes that they are or were in", ["class_enrollments"], """
            SELECT class.id AS class_id, class.name AS class, enrolled_from, enrolled_to
            FROM class_enrollments JOIN classes class ON class.id = class_id
            WHERE student_id = $1
            ORDER BY enrolled_from, class.id
            """),
        new("classes-taught", "Classes that they teach", ["classes"], """
            SELECT id AS class_id, name AS class, created_at FROM classes WHERE teacher_id = $1 ORDER BY created_at, id
            """),
        new("meetings-hosted", "Meetings of which they are the host", ["zoom_meetings.host_id"], """
            SELECT id, zoom_meeting_id AS number, title, description, meeting_type, start_time, duration AS minutes, timezone,
                status, created_at
            FROM zoom_meetings
            WHERE host_id = $1
            ORDER BY start_time, id
            """),
        new("registrations", "For which meetings Zoom has them registered, and their own links", ["meeting_registrants"],
            "SELECT * FROM access.registrations_to_export($1)"),
        new("stays", "When they were in which lesson, under which name", ["zoom_participants"], """
            SELECT meeting.title AS meeting, zoom_meeting_id AS number, stay.occurrence_id AS lesson,
                zoom_participant_id AS participant_uuid, stay.name, stay.email, join_time, leave_time, stay.duration AS seconds
            FROM zoom_participants stay JOIN zoom_meetings meeting ON meeting.id = stay.meeting_id
            WHERE stay.user_id = $1
            ORDER BY coalesce(join_time, leave_time), stay.id
            """),
        new("attendance", "Their marks, with all times that they are made of", ["attendance_records.student_id"], """
            SELECT record.date, meeting.title AS meeting, record.occurrence_id AS lesson, class.name AS class, record.status,
                computed_status, seconds, late, left_early, flags, matched_by, intervals, override_status, override_reason,
                override_at
            FROM attendance_records record JOIN zoom_meetings meeting ON meeting.id = record.meeting_id
                LEFT JOIN classes class ON class.id = record.class_id
            WHERE student_id = $1
            ORDER BY record.date, record.occurrence_id
            """),
        new("zoom-facts", "What Zoom has told of them, as it was recorded", ["meeting_log"],
            "SELECT * FROM access.facts_to_export($1)"),
        new("check-ins", "When they checked in by QR code, and check-ins that they opened",
            ["qr_checkins", "check_ins.opened_by"], """
            SELECT 'checked in' AS what, class.name AS class, occurrence_id AS lesson, checked_in_at AS at
            FROM qr_checkins done JOIN check_ins opened ON opened.id = done.check_in_id
                JOIN classes class ON class.id = done.class_id
            WHERE done.student_id = $1
            UNION ALL SELECT 'opened', class.name, occurrence_id, opened_at
            FROM check_ins opened JOIN classes class ON class.id = opened.class_id
            WHERE opened_by = $1
            ORDER BY at
            """),
        new("calendar-feed", "Whether they have a secret calendar address", ["calendar_feeds"],
            "SELECT * FROM access.feed_to_export($1)"),
        new("policies", "Rules for attendance, settings and periods that they have set",
            ["attendance_policies.created_by", "school_settings.changed_by", "retention_policies.changed_by"], """
            SELECT 'attendance policy' AS what, class_id, effective_from, created_at AS set_at
            FROM attendance_policies WHERE created_by = $1
            UNION ALL SELECT 'settings', NULL, NULL, changed_at FROM school_settings WHERE changed_by = $1
            UNION ALL SELECT 'how long ' || kind || ' are kept', NULL, NULL, changed_at
            FROM retention_policies WHERE changed_by = $1
            ORDER BY set_at
            """),
        new("audit-log", "What they did, and what was done about them",
            ["audit_log", "attendance_records.override_by", "erasures.requested_by"], """
            SELECT at, CASE WHEN actor_id = $1 THEN 'by them' ELSE 'about them' END AS who, action, meeting_id,
                occurrence_id AS lesson,
                CASE WHEN actor_id IS DISTINCT FROM $1 OR subject_id = $1 THEN access.details_without_people(details) END
                    AS details
            FROM audit_log
            WHERE $1 IN (actor_id, subject_id) OR details @> jsonb_build_object('studentId', $1)
            ORDER BY at, id
            """),
    ];

    /// <summary>Where a person's id or address may stand and no export has it, and why.</summary>
    public static IReadOnlyDictionary<string, string> NotExported { get; } = new Dictionary<string, string>
    {
        ["idempotency_keys"] = "answers to them, kept for a day so that they can be given again",
        ["meeting_creations"] = "requests that Zoom has not answered yet; gone within minutes, and then in meetings-hosted",
        ["quarantined_events"] = "what nobody could read, so nobody can say whom it is about; gone after 30 days",
        ["unscheduled_meetings"] = "meetings that nobody has entered; gone a week after Zoom was silent about them",
        ["check_in_misses"] = "how often they entered a wrong code within the last minutes; gone after a day",
        ["due_work"] = "work that waits, by meeting",
    };
}
