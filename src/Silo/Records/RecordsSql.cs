using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Silo.Records;

/// <summary>The statements behind <see cref="MeetingRecords"/>.</summary>
static class RecordsSql
{
    /// <summary>
    /// Log head, due revision, locked occurrences and context of a meeting ($1: Zoom's number), and the school's settings, in
    /// one snapshot.
    /// </summary>
    public const string Tables = """
        WITH meeting AS (
            SELECT zoom_meetings.*, classes.teacher_id
            FROM zoom_meetings LEFT JOIN classes ON classes.id = class_id
            WHERE zoom_meeting_id = $1::text),
        roster AS (
            SELECT student_id, enrolled_from, enrolled_to FROM class_enrollments JOIN meeting USING (class_id)),
        families AS (
            SELECT parent_id, student_id FROM parent_children WHERE student_id IN (SELECT student_id FROM roster)),
        known AS (
            SELECT id, email, zoom_user_id FROM users
            WHERE id IN (SELECT student_id FROM roster UNION SELECT parent_id FROM families
                UNION SELECT host_id FROM meeting UNION SELECT teacher_id FROM meeting)),
        policies AS NOT MATERIALIZED (
            SELECT class_id, effective_from, jsonb_build_object(
                'effectiveFrom', effective_from, 'presentAfterMinutes', present_after_minutes,
                'presentAfterPercent', present_after_percent, 'window', "window",
                'lateAfterMinutes', late_after_minutes, 'leftEarlyMinutes', left_early_minutes) AS version
            FROM attendance_policies)
        SELECT
            coalesce((SELECT max(seq) FROM meeting_log WHERE meeting = $1), 0),
            coalesce((SELECT revision FROM due_work WHERE kind = 'attendance' AND key = $1::text), 0),
            (SELECT coalesce(array_agg(occurrence.id), '{}')
                FROM meeting_occurrences occurrence JOIN zoom_meetings meeting ON meeting.id = occurrence.meeting_id
                WHERE meeting.zoom_meeting_id = $1::text AND occurrence.attendance_state = 'locked'),
            (SELECT jsonb_build_object(
                'meetingId', meeting.id,
                'classId', meeting.class_id,
                'isCancelled', meeting.status = 'cancelled',
                'timeZone', meeting.timezone,
                'schedules', (
                    SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'from', valid_from, 'lessons', lessons) ORDER BY valid_from), '[]')
                    FROM meeting_schedules WHERE meeting_id = meeting.id),
                'roster', (
                    SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'studentId', student_id, 'from', enrolled_from, 'to', enrolled_to)
                        ORDER BY student_id, enrolled_from), '[]')
                    FROM roster),
                'staff', (
                    SELECT coalesce(jsonb_agg(id), '[]') FROM users
                    WHERE id IN (meeting.host_id, meeting.teacher_id)),
                'names', (
                    SELECT coalesce(jsonb_object_agg(id, name), '{}') FROM users
                    WHERE id IN (SELECT student_id FROM roster)),
                'registrants', (
                    SELECT coalesce(jsonb_object_agg(zoom_registrant_id, user_id), '{}') FROM meeting_registrants
                    WHERE meeting_id = meeting.id AND zoom_registrant_id IS NOT NULL AND NOT is_erased),
                'emails', (SELECT coalesce(jsonb_object_agg(email, id), '{}') FROM known),
                'zoomUserIds', (
                    SELECT coalesce(jsonb_object_agg(zoom_user_id, id), '{}') FROM known WHERE zoom_user_id IS NOT NULL),
                'children', (
                    SELECT coalesce(jsonb_object_agg(parent_id, students), '{}')
                    FROM (SELECT parent_id, jsonb_agg(student_id) students FROM families GROUP BY parent_id) family),
                'policies', (
                    SELECT coalesce(jsonb_agg(version ORDER BY effective_from), '[]') FROM policies
                    WHERE class_id = meeting.class_id),
                'schoolPolicies', (
                    SELECT coalesce(jsonb_agg(version ORDER BY effective_from), '[]') FROM policies
                    WHERE class_id IS NULL AND meeting.class_id IS NOT NULL))
            FROM meeting),
            (SELECT time_zone FROM school_settings),
            (SELECT lock_after_days FROM school_settings),
            (SELECT zoom_asked_at FROM meeting_heads WHERE meeting = $1),
            EXISTS (SELECT FROM erasures WHERE step = 'logs')
        """;

    const string TakeHeadRow = """
        INSERT INTO meeting_heads (meeting, derived_seq, derived_as_of) VALUES ($1, $2, $3)
        ON CONFLICT (meeting) DO UPDATE
            SET derived_seq = excluded.derived_seq, derived_as_of = excluded.derived_as_of
            WHERE (meeting_heads.derived_seq, meeting_heads.derived_as_of) <= (excluded.derived_seq, excluded.derived_as_of)
        RETURNING meeting
        """;

    const string Digests = "SELECT id, digest FROM meeting_occurrences WHERE meeting_id = $1";

    const string RemoveOthers = "DELETE FROM meeting_occurrences WHERE meeting_id = $1 AND NOT id = ANY ($2)";

    const string PutOccurrences = """
        INSERT INTO meeting_occurrences (id, meeting_id, date, scheduled_start, duration, started_at, ended_at, status,
                                         attendance_state, degraded, policy, digest)
        SELECT one.id, $1, one.date, one."scheduledStart", one.duration, one."startedAt", one."endedAt", one.status,
               one.state, one.degraded, one.policy, digest
        FROM ROWS FROM (
            jsonb_to_recordset($2) AS (id text, date date, "scheduledStart" timestamptz, duration integer,
                "startedAt" timestamptz, "endedAt" timestamptz, status text, state text, degraded boolean,
                policy jsonb),
            unnest($3)) AS one (id, date, "scheduledStart", duration, "startedAt", "endedAt", status, state, degraded, policy,
                digest)
        ON CONFLICT (id) DO UPDATE SET
            meeting_id = excluded.meeting_id, date = excluded.date, scheduled_start = excluded.scheduled_start,
            duration = excluded.duration, started_at = excluded.started_at, ended_at = excluded.ended_at,
            status = excluded.status, attendance_state = excluded.attendance_state, degraded = excluded.degraded,
            policy = excluded.policy, digest = excluded.digest
        """;

    const string RemoveRuns = "DELETE FROM meeting_runs WHERE occurrence_id = ANY ($1)";
    const string RemoveParticipants = "DELETE FROM zoom_participants WHERE occurrence_id = ANY ($1)";
    const string RemoveRecords = "DELETE FROM attendance_records WHERE occurrence_id = ANY ($1)";

    const string AddRuns = """
        INSERT INTO meeting_runs (occurrence_id, uuid, meeting_id, started_at, ended_at, end_inferred)
        SELECT one.id, run.uuid, $1, run.start, run."end", run."endIsInferred"
        FROM jsonb_to_recordset($2) AS one (id text, runs jsonb),
            jsonb_to_recordset(one.runs) AS run (uuid text, start timestamptz, "end" timestamptz, "endIsInferred" boolean)
        """;

    /// <summary>A user that the log remembers may be gone from the tables.</summary>
    const string AddParticipants = """
        INSERT INTO zoom_participants (meeting_id, occurrence_id, user_id, zoom_participant_id, name, email, join_time,
                                       leave_time, duration, status)
        SELECT $1, one.id, users.id, stay.key, stay.name, stay.email, stay."join", stay.leave, stay.seconds, stay.status
        FROM jsonb_to_recordset($2) AS one (id text, participants jsonb),
            jsonb_to_recordset(one.participants) AS stay ("user" uuid, key text, name text, email text,
                "join" timestamptz, leave timestamptz, seconds integer, status text)
            LEFT JOIN users ON users.id = stay."user"
        """;

    /// <summary>Not for a user whom the log remembers and the tables do not.</summary>
    const string AddRecords = """
        INSERT INTO attendance_records (student_id, occurrence_id, meeting_id, class_id, date, status, computed_status,
                                        seconds, late, left_early, flags, matched_by, intervals,
                                        override_status, override_reason, override_by, override_at)
        SELECT record."studentId", one.id, $1, meeting.class_id, one.date, record.status, record."computedStatus",
               record.seconds, record.late, record."leftEarly",
               array(SELECT jsonb_array_elements_text(record.flags)), record."matchedBy", record.intervals,
               record.override ->> 'status', record.override ->> 'reason', (record.override ->> 'by')::uuid,
               (record.override ->> 'at')::timestamptz
        FROM zoom_meetings meeting,
            jsonb_to_recordset($2) AS one (id text, date date, records jsonb),
            jsonb_to_recordset(one.records) AS record ("studentId" uuid, status text, "computedStatus" text, seconds bigint,
                late boolean, "leftEarly" boolean, flags jsonb, "matchedBy" text, intervals jsonb, override jsonb)
            JOIN users ON users.id = record."studentId"
        WHERE meeting.id = $1
        """;

    /// <summary>Locked rows stand; only that something arrived too late is said.</summary>
    const string FlagLate = """
        UPDATE attendance_records
        SET flags = array_remove(flags, 'lateAfterLock')
            || CASE WHEN student_id = ANY ($2) THEN '{lateAfterLock}'::text[] ELSE '{}' END
        WHERE occurrence_id = $1 AND flags @> '{lateAfterLock}' <> (student_id = ANY ($2))
            AND (student_id = ANY ($2) OR NOT $3)
        """;

    /// <summary>What was told since is deleted by the next run of the retention.</summary>
    const string HasFactsAgain = "UPDATE meeting_occurrences SET facts_deleted_at = NULL WHERE id = $1";

    /// <summary>
    /// Who and what by their ids: addresses and names stand in the log alone, where they can be erased. A match that is
    /// taken back is about whom the match was about.
    /// </summary>
    const string AddAudit = """
        INSERT INTO audit_log (id, at, actor_id, action, meeting_id, occurrence_id, subject_id, details)
        SELECT (decision ->> 'id')::uuid, (decision ->> 'at')::timestamptz, (decision ->> 'by')::uuid, decision ->> 'decision',
               $1, decision ->> 'occurrenceId', coalesce(decision ->> 'studentId', matched.student)::uuid,
               decision - '{id,at,by,decision,occurrenceId,studentId,emails,registrantIds,name,runs}'::text[]
        FROM jsonb_array_elements($2) AS decision
            LEFT JOIN LATERAL (
                SELECT subject_id::text AS student FROM audit_log WHERE id = (decision ->> 'matchId')::uuid
                UNION ALL
                SELECT earlier ->> 'studentId' FROM jsonb_array_elements($2) AS earlier
                WHERE earlier ->> 'id' = decision ->> 'matchId'
                LIMIT 1) matched ON true
        ON CONFLICT (id) DO NOTHING
        """;

    /// <summary>Not where the log has grown ($3, $4): a rival may have appended and relied on the row.</summary>
    const string RemoveDue = """
        DELETE FROM due_work
        WHERE kind = 'attendance' AND key = $1 AND revision = $2
            AND NOT EXISTS (SELECT FROM meeting_log WHERE meeting = $3 AND seq > $4)
        """;

    const string PostponeDue = """
        INSERT INTO due_work (kind, key, due_at) VALUES ('attendance', $1, $5)
        ON CONFLICT (kind, key) DO UPDATE SET due_at = excluded.due_at, attempts = 0, last_error = NULL
            WHERE due_work.revision = $2
                AND NOT EXISTS (SELECT FROM meeting_log WHERE meeting = $3 AND seq > $4)
        """;

    /// <summary>
    /// Where the time has come already, a row that waits for another try, or that somebody is at work on (for the ten minutes
    /// of the lease, counted perhaps from later than this transaction began), stands as it is.
    /// </summary>
    const string PutAsking = """
        INSERT INTO due_work (kind, key, due_at) VALUES ('reconciliation', $1, $2)
        ON CONFLICT (kind, key) DO UPDATE
            SET due_at = excluded.due_at, revision = excluded.revision, attempts = 0
            WHERE due_work.due_at <> excluded.due_at
                AND (excluded.due_at > now() OR due_work.attempts = 0 AND due_work.due_at > now() + interval '11 minutes')
        """;

    public static void TakeHead(NpgsqlBatch batch, DerivedMeeting derived)
    {
        Add(batch, TakeHeadRow, derived.Meeting, derived.Seq, derived.Attendance.AsOf);
        Add(batch, Digests, derived.Context.MeetingId!.Value);
    }

    public static void Replace(NpgsqlBatch batch, Guid meeting, List<string> all, List<DerivedOccurrence> changed)
    {
        Add(batch, RemoveOthers, meeting, all.ToArray());
        if (changed.Count == 0)
            return;
        var json = Jsonb(changed.Select(one => Encoding.UTF8.GetString(one.Json)));
        var ids = changed.Select(one => one.Id).ToArray();
        Add(batch, PutOccurrences, meeting, json, changed.Select(one => one.Digest).ToArray());
        Add(batch, RemoveRuns, [ids]);
        Add(batch, AddRuns, meeting, json);
        Add(batch, RemoveParticipants, [ids]);
        Add(batch, AddParticipants, meeting, json);
        Add(batch, RemoveRecords, [ids]);
        Add(batch, AddRecords, meeting, json);
    }

    public static void Flag(NpgsqlBatch batch, LateNews late)
    {
        Add(batch, FlagLate, late.OccurrenceId, late.Students.ToArray(), late.IsWithoutFacts);
        if (late.IsWithoutFacts)
            Add(batch, HasFactsAgain, late.OccurrenceId);
    }

    /// <summary>What was decided, for those who look after the school; writing it again changes nothing.</summary>
    public static void Audit(NpgsqlBatch batch, Guid meeting, IReadOnlyList<Decision> decisions)
    {
        if (decisions.Count > 0)
            Add(batch, AddAudit, meeting, Jsonb(decisions.Select(DecisionJson.Write)));
    }

    public static void AskZoom(NpgsqlBatch batch, DerivedMeeting derived)
    {
        if (derived.AskZoomAt is { } at)
            Add(batch, PutAsking, derived.Meeting.ToString(CultureInfo.InvariantCulture), at);
    }

    /// <summary>What was asked up to this revision is done; the row goes, or waits for the next change by the clock.</summary>
    public static void Answer(NpgsqlBatch batch, DerivedMeeting derived, long revision)
    {
        var key = derived.Meeting.ToString(CultureInfo.InvariantCulture);
        if (derived.NextChange is { } due)
            Add(batch, PostponeDue, key, revision, derived.Meeting, derived.Seq, due);
        else
            Add(batch, RemoveDue, key, revision, derived.Meeting, derived.Seq);
    }

    static NpgsqlParameter Jsonb(IEnumerable<string> elements) => new()
    {
        NpgsqlDbType = NpgsqlDbType.Jsonb,
        Value = $"[{string.Join(',', elements)}]",
    };

    static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            var parameter = value as NpgsqlParameter;
            command.Parameters.Add(parameter?.Clone() ?? new NpgsqlParameter { Value = value });
        }
        batch.BatchCommands.Add(command);
    }
}
