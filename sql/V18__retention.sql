-- How long what is kept, and what a run of the retention has deleted.

CREATE TABLE retention_policies (
    kind          text PRIMARY KEY,
    place         integer NOT NULL UNIQUE,
    days          integer CHECK (days BETWEEN 1 AND 36500),
    changed_at    timestamptz NOT NULL DEFAULT now(),
    changed_by    uuid REFERENCES users ON DELETE SET NULL,
    rows_so_far   bigint NOT NULL DEFAULT 0,
    last_run_at   timestamptz,
    last_run_rows bigint,
    CHECK (days IS NOT NULL OR kind NOT IN ('unscheduledMeetings', 'checkInHashes', 'shortLived'))
);
COMMENT ON COLUMN retention_policies.place IS 'the order in which they are shown';
COMMENT ON COLUMN retention_policies.days IS 'null: for ever';
COMMENT ON COLUMN retention_policies.rows_so_far IS 'by a run that is not over, or was broken off: the next one goes on';
CREATE INDEX ON retention_policies (changed_by);

INSERT INTO retention_policies (place, kind, days) VALUES
    (1, 'facts', 455), (2, 'participants', 455), (3, 'guests', 30), (4, 'attendance', 2192), (5, 'audit', 2192),
    (6, 'joinLinks', 1), (7, 'checkInHashes', 30), (8, 'quarantine', 30), (9, 'shortLived', 1), (10, 'unscheduledMeetings', 7),
    (11, 'inactiveMeetings', 365);

ALTER TABLE meeting_occurrences ADD COLUMN facts_deleted_at timestamptz
    CHECK (facts_deleted_at IS NULL OR attendance_state = 'locked');
COMMENT ON COLUMN meeting_occurrences.facts_deleted_at IS
    'since then nothing of it is in the log, and it stands as it is; null also where something was told of it since';
CREATE INDEX ON meeting_occurrences (date) WHERE attendance_state = 'locked' AND facts_deleted_at IS NULL;
CREATE INDEX ON meeting_occurrences (date) WHERE facts_deleted_at IS NOT NULL;

ALTER TABLE retention_policies ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, UPDATE ON retention_policies TO app_silo;
GRANT SELECT, UPDATE (days, changed_at, changed_by) ON retention_policies TO app_user;
CREATE POLICY silo ON retention_policies TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY admin_reads ON retention_policies FOR SELECT TO app_user USING ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON retention_policies FOR UPDATE TO app_user
    USING ((SELECT access.is_admin())) WITH CHECK (changed_by = (SELECT access.me()));

-- What is old enough may go, and nothing else, whatever the program asks for.
GRANT DELETE ON audit_log TO app_silo;
CREATE POLICY retention ON audit_log AS RESTRICTIVE FOR DELETE TO app_silo USING (
    at < now() - (SELECT days FROM retention_policies WHERE kind = 'audit') * interval '1 day');

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- When the last lesson of a meeting ends, as far as it is planned or was held, or began; null where there is none.
CREATE FUNCTION last_lesson_end(meeting uuid) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = ''
AS $$
    SELECT greatest(
        (SELECT max(greatest(started_at, ended_at, scheduled_start + duration * interval '1 minute'))
            FROM public.meeting_occurrences WHERE meeting_id = meeting),
        access.planned_end(meeting))
$$;

-- Whether somebody's link went with the last lesson, and there is another one now: Zoom still has it.
CREATE FUNCTION links_are_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    NEW.look := EXISTS (
        SELECT FROM public.zoom_meetings meeting JOIN public.meeting_registrants one ON one.meeting_id = meeting.id
        WHERE meeting.zoom_meeting_id = NEW.key AND one.join_url IS NULL AND one.zoom_registrant_id IS NOT NULL
            AND one.status = 'approved' AND access.takes_registrations(meeting, now()));
    RETURN NEW;
END $$;

-- Meetings that nobody scheduled are forgotten each at its time.
CREATE FUNCTION retention_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    UPDATE public.due_work SET due_at = known.last_seen + NEW.days * interval '1 day'
    FROM public.unscheduled_meetings known
    WHERE due_work.kind = 'unscheduled' AND due_work.key = known.meeting::text;
    RETURN NULL;
END $$;

-- The daily run.
INSERT INTO public.due_work (kind, key, due_at) VALUES ('retention', 'all', now() + interval '1 hour');

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER brings_links_back BEFORE INSERT OR UPDATE OF revision ON due_work
    FOR EACH ROW WHEN (NEW.kind = 'registration' AND NOT NEW.look) EXECUTE FUNCTION access.links_are_back();
CREATE TRIGGER makes_forgetting_due AFTER UPDATE OF days ON retention_policies
    FOR EACH ROW WHEN (NEW.kind = 'unscheduledMeetings') EXECUTE FUNCTION access.retention_changed();
