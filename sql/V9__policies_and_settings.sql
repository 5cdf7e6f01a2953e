-- What the school decides for itself: how attendance is marked, where its clocks are, when attendance is locked. And
-- that admins see what lies in quarantine.

-- Versions of a policy: each holds for the lessons of its date and later ones, until the next.
CREATE TABLE attendance_policies (
    class_id              uuid REFERENCES classes ON DELETE CASCADE,
    effective_from        date NOT NULL CHECK (effective_from BETWEEN '1900-01-01' AND '2200-12-31'),
    present_after_minutes integer NOT NULL CHECK (present_after_minutes BETWEEN 1 AND 1440),
    present_after_percent integer CHECK (present_after_percent BETWEEN 1 AND 100),
    "window"              text NOT NULL CHECK ("window" IN ('meeting', 'scheduled')),
    late_after_minutes    integer CHECK (late_after_minutes BETWEEN 0 AND 1440),
    left_early_minutes    integer CHECK (left_early_minutes BETWEEN 0 AND 1440),
    created_at            timestamptz NOT NULL DEFAULT now(),
    created_by            uuid REFERENCES users ON DELETE SET NULL,
    UNIQUE NULLS NOT DISTINCT (class_id, effective_from)
);
COMMENT ON COLUMN attendance_policies.class_id IS 'null: the school''s, for classes that have none of their own yet';
COMMENT ON COLUMN attendance_policies.present_after_minutes IS 'none at all would make present whoever was in for no time';
CREATE INDEX ON attendance_policies (created_by);

-- What an admin has set in place of the configuration.
CREATE TABLE school_settings (
    is_the_only_row boolean PRIMARY KEY DEFAULT true CHECK (is_the_only_row),
    time_zone       text CHECK (length(time_zone) BETWEEN 1 AND 100),
    lock_after_days integer CHECK (lock_after_days BETWEEN 1 AND 3650),
    school_name     text CHECK (length(school_name) BETWEEN 1 AND 200),
    school_id       text CHECK (length(school_id) BETWEEN 1 AND 50),
    changed_at      timestamptz NOT NULL DEFAULT now(),
    changed_by      uuid REFERENCES users ON DELETE SET NULL
);
COMMENT ON TABLE school_settings IS 'null: as the configuration says';
COMMENT ON COLUMN school_settings.school_id IS 'by which the education authority knows the school';
CREATE INDEX ON school_settings (changed_by);
INSERT INTO school_settings DEFAULT VALUES;

ALTER TABLE attendance_policies ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE school_settings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON attendance_policies TO app_user, app_silo;
GRANT SELECT, UPDATE ON school_settings TO app_user, app_silo;

CREATE POLICY silo ON school_settings TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY admin_reads ON school_settings FOR SELECT TO app_user USING ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON school_settings FOR UPDATE TO app_user
    USING ((SELECT access.is_admin())) WITH CHECK (changed_by = (SELECT access.me()));

CREATE POLICY silo ON attendance_policies TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY reads ON attendance_policies FOR SELECT TO app_user USING (
    class_id = ANY ((SELECT access.taught_classes())::uuid[])
    OR (class_id IS NULL AND (SELECT access.my_role()) = 'teacher')
    OR (SELECT access.is_admin()));
CREATE POLICY teacher_adds ON attendance_policies FOR INSERT TO app_user WITH CHECK (
    created_by = (SELECT access.me())
    AND (class_id = ANY ((SELECT access.taught_classes())::uuid[]) OR (SELECT access.is_admin())));
CREATE POLICY teacher_changes ON attendance_policies FOR UPDATE TO app_user
    USING (class_id = ANY ((SELECT access.taught_classes())::uuid[]) OR (SELECT access.is_admin()))
    WITH CHECK (
        created_by = (SELECT access.me())
        AND (class_id = ANY ((SELECT access.taught_classes())::uuid[]) OR (SELECT access.is_admin())));
CREATE POLICY teacher_removes ON attendance_policies FOR DELETE TO app_user
    USING (class_id = ANY ((SELECT access.taught_classes())::uuid[]) OR (SELECT access.is_admin()));

-- Not the bodies: there is personal data in them.
GRANT SELECT (id, received_at, reason) ON quarantined_events TO app_user;
CREATE POLICY admin_reads ON quarantined_events FOR SELECT TO app_user USING ((SELECT access.is_admin()));

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

CREATE FUNCTION policy_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    class uuid := coalesce(NEW.class_id, OLD.class_id);
BEGIN
    PERFORM access.make_due(array(
        SELECT id FROM public.zoom_meetings WHERE class_id = class OR (class IS NULL AND class_id IS NOT NULL)));
    RETURN NULL;
END $$;

-- The school's zone is that of meetings whose own is none; its days until locking are those of all whose attendance
-- was taken.
CREATE FUNCTION school_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.make_due(array(
        SELECT id FROM public.zoom_meetings
        WHERE OLD.time_zone IS DISTINCT FROM NEW.time_zone
            AND timezone NOT IN (SELECT name FROM pg_catalog.pg_timezone_names)
        UNION SELECT meeting_id FROM public.meeting_occurrences
        WHERE OLD.lock_after_days IS DISTINCT FROM NEW.lock_after_days
            AND attendance_state IN ('held', 'provisional', 'reconciled')));
    RETURN NULL;
END $$;

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER makes_attendance_due AFTER INSERT OR UPDATE OR DELETE ON attendance_policies
    FOR EACH ROW EXECUTE FUNCTION access.policy_changed();
CREATE TRIGGER makes_attendance_due AFTER UPDATE ON school_settings
    FOR EACH ROW EXECUTE FUNCTION access.school_changed();
