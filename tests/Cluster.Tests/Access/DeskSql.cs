namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>What <see cref="SchoolDesk"/> says to PostgreSQL.</summary>
static class DeskSql
{
    /// <summary>As in UserDatabase.</summary>
    public const string BecomeUser = "SELECT set_config('role', 'app_user', true), set_config('app.user_id', $1, true)";

    public const string BecomeNobody = "SELECT set_config('role', 'app_user', true)";

    public const string BecomeProgram = "SELECT set_config('role', 'app_silo', true)";

    /// <summary>Tries one statement after the other, leaves nothing of any, and says how many rows or which error.</summary>
    public const string Probe = """
        CREATE SCHEMA probe;
        GRANT USAGE ON SCHEMA probe TO app_user, app_silo;
        CREATE FUNCTION probe.tried(statements text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
        DECLARE
            statement text;
            touched bigint;
        BEGIN
            FOREACH statement IN ARRAY statements LOOP
                BEGIN
                    EXECUTE statement;
                    GET DIAGNOSTICS touched = ROW_COUNT;
                    RAISE EXCEPTION USING ERRCODE = 'TRIED';
                EXCEPTION WHEN OTHERS THEN
                    RETURN NEXT CASE SQLSTATE WHEN 'TRIED' THEN touched::text ELSE SQLSTATE || ' ' || SQLERRM END;
                END;
            END LOOP;
        END $$
        """;

    public const string Try = "SELECT probe.tried($1)";

    public static readonly string RowsOfProgram = string.Join(" UNION ALL ", Rules.All.Select(Select));

    public static readonly string RowsOfUser = $"""
        {string.Join(" UNION ALL ", Rules.All.Where(rule => rule.IsRead).Select(Select))}
        UNION ALL SELECT concat('ways_in ', meeting_id, ' ', join_url, ' ', password) FROM access.ways_in($1)
        UNION ALL SELECT concat('own_links ', registrant_id, ' ', join_url)
            FROM unnest($1) meeting, access.own_links(meeting)
        UNION ALL SELECT concat('scope_of ', meeting.id, ' ', everybody, ' ',
                (SELECT string_agg(one::text, ',' ORDER BY one::text) FROM unnest(students) one))
            FROM zoom_meetings meeting, access.scope_of(meeting.id)
        UNION ALL SELECT concat('registrations_of ', student.id, ' ', meeting_id, ' ', is_registered, ' ', problem)
            FROM users student, access.registrations_of(student.id)
        UNION ALL SELECT concat('sexes_of ', user_id, ' ', sex) FROM access.sexes_of({Array(SchoolRows.PeopleAskedAbout)})
        UNION ALL SELECT concat('teacher_names ', class_id, ' ', name)
            FROM access.teacher_names({Array(SchoolRows.ClassesAskedAbout)})
        UNION ALL SELECT concat('check_in_code ', one)
            FROM unnest({Array(SchoolRows.CheckInsAskedAbout)}) one, access.check_in_code(one)
        UNION ALL SELECT concat('suspicions_of ', one, ' ', student_id, ' ', is_sibling)
            FROM unnest({Array(SchoolRows.CheckInsAskedAbout)}) one, access.suspicions_of(one)
        UNION ALL SELECT concat('registrations_to_export ', one, ' ', number)
            FROM unnest({Array(SchoolRows.PeopleAskedAbout)}) one, access.registrations_to_export(one)
        UNION ALL SELECT concat('feed_to_export ', one)
            FROM unnest({Array(SchoolRows.PeopleAskedAbout)}) one, access.feed_to_export(one)
        UNION ALL SELECT concat('facts_to_export ', one, ' ', run)
            FROM unnest({Array(SchoolRows.PeopleAskedAbout)}) one, access.facts_to_export(one)
            WHERE NOT access.is_admin()
        UNION ALL SELECT concat('marker_names ', id, ' ', name)
            FROM access.marker_names({Array(SchoolRows.MarkersAskedAbout)})
        UNION ALL SELECT concat(work.function, ' ', work.kind)
            FROM (SELECT 'waiting_for_zoom', kind FROM access.waiting_for_zoom()
                UNION ALL SELECT 'own_work', kind FROM access.own_work()) work (function, kind)
            WHERE NOT access.is_admin() -- What admins see depends on the moment.
        """;

    public static readonly string Empty = string.Join(";\n", Rules.All.Reverse().Select(rule => $"DELETE FROM {rule.Table}"));

    /// <summary>What tells the rows apart that are derived from logs, in an order that a repetition has too.</summary>
    public static readonly (string Table, string Columns)[] Derived =
    [
        ("meeting_occurrences", "id"), ("meeting_runs", "occurrence_id, uuid"),
        ("zoom_participants", "occurrence_id, id, user_id"), ("attendance_records", "occurrence_id, student_id"),
        ("calendar_events", "occurrence_id"),
    ];

    static string Array(Guid[] ids) => $"ARRAY[{string.Join(',', ids.Select(id => $"'{id}'::uuid"))}]";

    static string Select(TableRule rule) =>
        $"SELECT concat('{rule.Table} ', {rule.KeySql}) FROM {rule.Table}";
}
