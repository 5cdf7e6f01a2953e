namespace ZoomOrleans.Silo.Registration;

/// <summary>The statements behind <see cref="RegistrationRows"/>; $1 is Zoom's number, as a text.</summary>
static class RegistrationSql
{
    public const string Due = "SELECT revision, look FROM due_work WHERE kind = 'registration' AND key = $1";

    /// <summary>No row where there is nothing to be done ($2: now).</summary>
    public const string Meeting = """
        SELECT meeting_type = 'scheduled', status = 'cancelled',
            CASE WHEN status <> 'cancelled' THEN (
                SELECT min(change) FROM class_enrollments enrolment, unnest(ARRAY[enrolled_from, enrolled_to]) change
                WHERE enrolment.class_id = meeting.class_id AND change > $2) END,
            settings -> 'registrantsConfirmationEmail' = 'true'
        FROM zoom_meetings meeting
        WHERE zoom_meeting_id = $1
            AND (access.takes_registrations(meeting, $2) OR registration_enabled AND status = 'cancelled')
        """;

    /// <summary>
    /// Who belongs to it, and who has a row. Of the class its students; of those who asked themselves, whoever the
    /// meeting is for still; where the host approves each, these wait for it. Who came back to the class after somebody had
    /// denied them in Zoom is denied no more. ($2: now, $3: its day)
    /// </summary>
    public const string People = """
        WITH meeting AS (
            SELECT meeting.id, meeting.class_id, meeting.host_id, target_audience, teacher_id,
                coalesce(settings ->> 'registrationApproval' = 'manual', false) AS is_approved_by_host,
                access.takes_registrations(meeting, $2) AS is_open
            FROM zoom_meetings meeting LEFT JOIN classes ON classes.id = meeting.class_id
            WHERE zoom_meeting_id = $1
                AND (access.takes_registrations(meeting, $2) OR registration_enabled AND status = 'cancelled')),
        enrolled AS (
            SELECT DISTINCT student_id FROM class_enrollments JOIN meeting USING (class_id)
            WHERE is_open AND enrolled_from <= $2 AND (enrolled_to IS NULL OR enrolled_to > $2)),
        known AS (
            SELECT registrant.* FROM meeting_registrants registrant JOIN meeting ON meeting.id = meeting_id),
        people AS (
            SELECT users.*, target_audience, is_open,
                role = 'student' AND target_audience IN ('class', 'students', 'all')
                    AND users.id IN (SELECT student_id FROM enrolled) AS belongs,
                role <> 'parent' AND (role = 'admin' OR users.id IN (host_id, teacher_id) OR target_audience = 'all'
                    OR target_audience = role || 's'
                    OR target_audience = 'class' AND users.id IN (SELECT student_id FROM enrolled)) AS may_ask,
                is_approved_by_host AND role <> 'admin' AND users.id IS DISTINCT FROM host_id AS needs_host
            FROM meeting, users
            WHERE users.id IN (SELECT student_id FROM enrolled UNION SELECT user_id FROM known))
        SELECT people.id, email, name, role,
            is_open AND NOT coalesce(denied_by_host, false) AND NOT coalesce(is_erased, false)
                AND (belongs OR coalesce(asked_themselves, false) AND coalesce(may_ask, false)),
            zoom_email, zoom_registrant_id, join_url, status, coalesce(is_uncertain, false), coalesce(failures, 0),
            last_error, retry_at, CASE WHEN made_on = $3 THEN registrations_made ELSE 0 END,
            CASE WHEN made_on = $3 THEN changes_made ELSE 0 END,
            coalesce(revision, 0), known.id IS NOT NULL,
            denied_at_zoom IS NOT NULL AND NOT EXISTS (
                SELECT FROM class_enrollments back JOIN meeting USING (class_id)
                WHERE back.student_id = people.id AND enrolled_from > denied_at_zoom AND enrolled_from <= $2),
            needs_host AND NOT belongs AND NOT coalesce(approved_by_host, false), coalesce(is_erased, false)
        FROM people LEFT JOIN known ON known.user_id = people.id
        ORDER BY name, people.id
        """;

    /// <summary>All of them ($2), or fewer where one was changed since it was read. ($3: the day)</summary>
    public const string Save = """
        INSERT INTO meeting_registrants AS known (meeting_id, user_id, zoom_registrant_id, join_url, status, zoom_email,
            is_uncertain, failures, last_error, retry_at, registrations_made, changes_made, made_on, revision,
            denied_at_zoom)
        SELECT meeting.id, one."userId", one."zoomId", one."joinUrl", one.status, one.email, one."isUncertain",
            one.failures, one.error, one."retryAt", one.registrations, one.changes, $3, one.revision + 1,
            CASE WHEN one."isDeniedAtZoom" THEN now() END
        FROM zoom_meetings meeting,
            jsonb_to_recordset($2) AS one ("userId" uuid, "zoomId" text, "joinUrl" text, status text, email text,
                "isUncertain" boolean, failures integer, error text, "retryAt" timestamptz, registrations integer,
                changes integer, revision bigint, "isDeniedAtZoom" boolean)
        WHERE zoom_meeting_id = $1
        ON CONFLICT (meeting_id, user_id) DO UPDATE SET
            zoom_registrant_id = excluded.zoom_registrant_id, join_url = excluded.join_url, status = excluded.status,
            zoom_email = excluded.zoom_email, is_uncertain = excluded.is_uncertain, failures = excluded.failures,
            last_error = excluded.last_error, retry_at = excluded.retry_at,
            registrations_made = excluded.registrations_made, changes_made = excluded.changes_made,
            made_on = excluded.made_on, revision = excluded.revision, denied_at_zoom = excluded.denied_at_zoom
            WHERE known.revision = excluded.revision - 1
        """;

    public const string Done = "DELETE FROM due_work WHERE kind = 'registration' AND key = $1 AND revision = $2";

    /// <summary>At $3; $4: what Zoom has given notice of was looked at; $5: what it waits for.</summary>
    public const string Later = """
        INSERT INTO due_work AS due (kind, key, due_at, last_error) VALUES ('registration', $1, $3, $5)
        ON CONFLICT (kind, key) DO UPDATE
            SET due_at = excluded.due_at, attempts = 0, last_error = $5, look = due.look AND NOT $4
            WHERE due.revision = $2
        """;

    /// <summary>When the lesson begins, or began, that runs or is the next.</summary>
    public const string NextLesson = """
        SELECT CASE WHEN status = 'started' THEN now() ELSE (
            SELECT min((lesson ->> 'start')::timestamptz)
            FROM (SELECT lessons FROM meeting_schedules
                WHERE meeting_id = meeting.id ORDER BY valid_from DESC LIMIT 1) latest,
                jsonb_array_elements(lessons) lesson
            WHERE (lesson ->> 'start')::timestamptz + (lesson ->> 'minutes')::integer * interval '1 minute' > now()) END
        FROM zoom_meetings meeting WHERE zoom_meeting_id = $1
        """;

    /// <summary>Later with every failure, at most an hour.</summary>
    public const string PutOff = """
        INSERT INTO due_work AS due (kind, key, due_at, attempts, last_error)
        VALUES ('registration', $1, now() + interval '1 second', 1, $2)
        ON CONFLICT (kind, key) DO UPDATE SET
            attempts = due.attempts + 1, last_error = excluded.last_error,
            due_at = now() + least(interval '1 second' * power(2, least(due.attempts, 12)), interval '1 hour')
        """;
}
