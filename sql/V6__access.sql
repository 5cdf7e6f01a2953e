-- Who may see and change what. app_user runs every request of a user, app_silo the program's own work;
-- neither owns a table, and row-level security is forced on the owner too.

-- The functions in this schema belong to app_silo and run as app_silo: they look past the policies that call them.
CREATE SCHEMA access AUTHORIZATION app_silo;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app_silo;
GRANT USAGE ON SEQUENCE due_revision TO app_silo;

DO $$
DECLARE
    table_name text;
BEGIN
    FOR table_name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', table_name);
        EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', table_name);
        EXECUTE format('CREATE POLICY silo ON public.%I TO app_silo USING (true) WITH CHECK (true)', table_name);
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON users, classes, zoom_meetings TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON class_enrollments, parent_children TO app_user;
GRANT SELECT, INSERT ON meeting_schedules TO app_user;
GRANT SELECT ON meeting_registrants, meeting_occurrences, meeting_runs, zoom_participants, attendance_records TO app_user;

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;
GRANT USAGE ON SCHEMA access TO app_user, SESSION_USER;

-- The caller; null, and so nobody, where no identity was set in this transaction.
CREATE FUNCTION me() RETURNS uuid LANGUAGE sql STABLE
    RETURN nullif(current_setting('app.user_id', true), '')::uuid;

CREATE FUNCTION my_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$ SELECT role FROM public.users WHERE id = access.me() $$;

CREATE FUNCTION is_admin() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$ SELECT coalesce(access.my_role() = 'admin', false) $$;

CREATE FUNCTION my_children() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$ SELECT student_id FROM public.parent_children WHERE parent_id = access.me() $$;

-- The caller and, for a parent, the children: whose rows are the caller's own.
CREATE FUNCTION my_students() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$ SELECT access.me() UNION SELECT access.my_children() $$;

CREATE FUNCTION taught_classes() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$ SELECT id FROM public.classes WHERE teacher_id = access.me() $$;

-- Classes that the caller or a child of the caller belongs to now or will.
CREATE FUNCTION attended_classes() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT class_id FROM public.class_enrollments
    WHERE student_id IN (SELECT access.my_students()) AND (enrolled_to IS NULL OR enrolled_to > now())
$$;

-- Meetings of which the caller sees everybody: as host, as the class's teacher, as admin.
CREATE FUNCTION supervised_meetings() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT id FROM public.zoom_meetings WHERE host_id = access.me()
    UNION SELECT id FROM public.zoom_meetings WHERE class_id IN (SELECT access.taught_classes())
    UNION SELECT id FROM public.zoom_meetings WHERE (SELECT access.is_admin())
$$;

CREATE FUNCTION visible_meetings() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT id FROM public.zoom_meetings WHERE host_id = access.me()
    UNION SELECT id FROM public.zoom_meetings WHERE (SELECT access.is_admin())
    UNION SELECT id FROM public.zoom_meetings WHERE target_audience = 'all' AND (SELECT access.my_role()) IS NOT NULL
    UNION SELECT id FROM public.zoom_meetings WHERE target_audience = 'teachers' AND (SELECT access.my_role()) = 'teacher'
    UNION SELECT id FROM public.zoom_meetings WHERE target_audience = 'students' AND (SELECT access.my_role()) = 'student'
    UNION SELECT id FROM public.zoom_meetings
        WHERE target_audience = 'class'
            AND (class_id IN (SELECT access.attended_classes()) OR class_id IN (SELECT access.taught_classes()))
$$;

-- People whom the caller deals with: oneself, one's children, the students of one's classes, and whoever registered for
-- one's meetings.
CREATE FUNCTION visible_users() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT access.my_students()
    UNION SELECT student_id FROM public.class_enrollments WHERE class_id IN (SELECT access.taught_classes())
    UNION SELECT enrolment.student_id
        FROM public.class_enrollments enrolment JOIN public.zoom_meetings meeting USING (class_id)
        WHERE meeting.host_id = access.me()
    UNION SELECT user_id FROM public.meeting_registrants WHERE meeting_id IN (SELECT access.supervised_meetings())
    UNION SELECT id FROM public.users WHERE (SELECT access.is_admin())
$$;

-- What the caller may see of a meeting that they see: everybody, or only these students. The live view asks this.
CREATE FUNCTION scope_of(meeting uuid, OUT everybody boolean, OUT students uuid[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT meeting IN (SELECT access.supervised_meetings()), array(SELECT access.my_students())
$$;

-- Attendance is computed from these tables too: whoever changes them makes the meetings concerned due, at once.
-- In the order of the keys, as the log's writer does it: two that lock the same rows must not wait for each other.
CREATE FUNCTION make_due(meetings uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
    INSERT INTO public.due_work (kind, key, due_at)
    SELECT 'attendance', zoom_meeting_id, now() FROM public.zoom_meetings WHERE id = ANY (meetings)
    ORDER BY zoom_meeting_id
    ON CONFLICT (kind, key) DO UPDATE
        SET due_at = least(due_work.due_at, excluded.due_at), revision = excluded.revision
$$;

-- What changed people and classes mean for attendance: the meetings whose roster, staff or names they touch.
CREATE FUNCTION make_due_for(changed_classes uuid[], changed_users uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
    SELECT access.make_due(array(
        SELECT id FROM public.zoom_meetings WHERE class_id = ANY (changed_classes)
        UNION SELECT meeting.id FROM public.zoom_meetings meeting JOIN public.class_enrollments enrolment USING (class_id)
        WHERE enrolment.student_id = ANY (changed_users)
            OR enrolment.student_id IN (SELECT student_id FROM public.parent_children WHERE parent_id = ANY (changed_users))
        UNION SELECT meeting.id FROM public.zoom_meetings meeting JOIN public.classes class ON class.id = meeting.class_id
        WHERE class.teacher_id = ANY (changed_users)
        UNION SELECT id FROM public.zoom_meetings WHERE host_id = ANY (changed_users)))
$$;

CREATE FUNCTION meeting_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.make_due(ARRAY[NEW.id]);
    RETURN NULL;
END $$;

CREATE FUNCTION meeting_part_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.make_due(ARRAY[coalesce(NEW.meeting_id, OLD.meeting_id)]);
    RETURN NULL;
END $$;

CREATE FUNCTION class_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.make_due_for(ARRAY[NEW.id], '{}');
    RETURN NULL;
END $$;

CREATE FUNCTION enrolment_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.make_due_for(ARRAY[coalesce(NEW.class_id, OLD.class_id)], '{}');
    RETURN NULL;
END $$;

-- Parents are known to the meetings of their children.
CREATE FUNCTION family_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.make_due_for('{}', ARRAY[OLD.student_id, NEW.student_id]);
    RETURN NULL;
END $$;

CREATE FUNCTION user_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.make_due_for('{}', ARRAY[NEW.id]);
    RETURN NULL;
END $$;

-- A host may change a meeting, but not hand it to another class or host: that would be a way to rights over a class.
CREATE FUNCTION guard_meeting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF access.me() IS NOT NULL AND NOT access.is_admin()
        AND (NEW.class_id IS DISTINCT FROM OLD.class_id OR NEW.host_id IS DISTINCT FROM OLD.host_id
            OR NEW.zoom_meeting_id IS DISTINCT FROM OLD.zoom_meeting_id
            OR NEW.target_audience NOT IN ('class', 'personal', OLD.target_audience)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'class, host and audience of a meeting are changed by an admin';
    END IF;
    RETURN NEW;
END $$;

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA access TO app_user;
REVOKE EXECUTE ON FUNCTION make_due(uuid[]) FROM PUBLIC, app_user;

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER makes_attendance_due AFTER INSERT OR UPDATE OF class_id, host_id, timezone ON zoom_meetings
    FOR EACH ROW EXECUTE FUNCTION access.meeting_changed();
CREATE TRIGGER cancelling_makes_attendance_due AFTER UPDATE OF status ON zoom_meetings
    FOR EACH ROW WHEN ((OLD.status = 'cancelled') <> (NEW.status = 'cancelled'))
    EXECUTE FUNCTION access.meeting_changed();
CREATE TRIGGER makes_attendance_due AFTER INSERT OR UPDATE ON meeting_schedules
    FOR EACH ROW EXECUTE FUNCTION access.meeting_part_changed();
CREATE TRIGGER makes_attendance_due AFTER INSERT OR DELETE OR UPDATE OF zoom_registrant_id ON meeting_registrants
    FOR EACH ROW EXECUTE FUNCTION access.meeting_part_changed();
-- A transaction that changes many classes or people makes their meetings due itself, once and last (make_due_for): row
-- by row they would be locked in the order of the rows, and in the end wait for the log's writer while it waits for them.
CREATE TRIGGER makes_attendance_due AFTER UPDATE OF teacher_id ON classes
    FOR EACH ROW WHEN (current_setting('app.defer_due', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION access.class_changed();
CREATE TRIGGER makes_attendance_due AFTER INSERT OR UPDATE OR DELETE ON class_enrollments
    FOR EACH ROW WHEN (current_setting('app.defer_due', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION access.enrolment_changed();
CREATE TRIGGER makes_attendance_due AFTER INSERT OR UPDATE OR DELETE ON parent_children
    FOR EACH ROW WHEN (current_setting('app.defer_due', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION access.family_changed();
CREATE TRIGGER makes_attendance_due AFTER UPDATE OF name, email, zoom_user_id ON users
    FOR EACH ROW WHEN (current_setting('app.defer_due', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION access.user_changed();
CREATE TRIGGER guard BEFORE UPDATE ON zoom_meetings
    FOR EACH ROW EXECUTE FUNCTION access.guard_meeting();

CREATE POLICY reads ON users FOR SELECT TO app_user USING (id = ANY (array(SELECT access.visible_users())));
CREATE POLICY admin_adds ON users FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON users FOR UPDATE TO app_user USING ((SELECT access.is_admin()));

CREATE POLICY reads ON classes FOR SELECT TO app_user USING (
    teacher_id = (SELECT access.me())
    OR id = ANY (array(SELECT access.attended_classes()))
    OR (SELECT access.is_admin()));
CREATE POLICY admin_adds ON classes FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON classes FOR UPDATE TO app_user USING ((SELECT access.is_admin()));

CREATE POLICY reads ON class_enrollments FOR SELECT TO app_user USING (
    student_id = ANY (array(SELECT access.my_students()))
    OR class_id = ANY (array(SELECT access.taught_classes()))
    OR (SELECT access.is_admin()));
CREATE POLICY admin_adds ON class_enrollments FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON class_enrollments FOR UPDATE TO app_user USING ((SELECT access.is_admin()));
CREATE POLICY admin_removes ON class_enrollments FOR DELETE TO app_user USING ((SELECT access.is_admin()));

CREATE POLICY reads ON parent_children FOR SELECT TO app_user USING (
    parent_id = (SELECT access.me()) OR student_id = (SELECT access.me()) OR (SELECT access.is_admin()));
CREATE POLICY admin_adds ON parent_children FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON parent_children FOR UPDATE TO app_user USING ((SELECT access.is_admin()));
CREATE POLICY admin_removes ON parent_children FOR DELETE TO app_user USING ((SELECT access.is_admin()));

CREATE POLICY reads ON zoom_meetings FOR SELECT TO app_user USING (id = ANY (array(SELECT access.visible_meetings())));
CREATE POLICY staff_add ON zoom_meetings FOR INSERT TO app_user WITH CHECK (
    (SELECT access.is_admin())
    OR ((SELECT access.my_role()) = 'teacher' AND host_id = (SELECT access.me())
        AND target_audience IN ('class', 'personal')
        AND (class_id IS NULL OR class_id = ANY (array(SELECT access.taught_classes())))));
CREATE POLICY host_changes ON zoom_meetings FOR UPDATE TO app_user
    USING (host_id = (SELECT access.me()) OR (SELECT access.is_admin()));

CREATE POLICY reads ON meeting_schedules FOR SELECT TO app_user
    USING (meeting_id = ANY (array(SELECT access.visible_meetings())));
CREATE POLICY host_adds ON meeting_schedules FOR INSERT TO app_user WITH CHECK (
    (SELECT access.is_admin())
    OR EXISTS (SELECT FROM zoom_meetings meeting WHERE meeting.id = meeting_id AND meeting.host_id = (SELECT access.me())));

CREATE POLICY reads ON meeting_registrants FOR SELECT TO app_user USING (
    user_id = (SELECT access.me()) OR meeting_id = ANY (array(SELECT access.supervised_meetings())));

CREATE POLICY reads ON meeting_occurrences FOR SELECT TO app_user
    USING (meeting_id = ANY (array(SELECT access.visible_meetings())));
CREATE POLICY reads ON meeting_runs FOR SELECT TO app_user
    USING (meeting_id = ANY (array(SELECT access.visible_meetings())));

CREATE POLICY reads ON zoom_participants FOR SELECT TO app_user USING (
    user_id = ANY (array(SELECT access.my_students())) OR meeting_id = ANY (array(SELECT access.supervised_meetings())));
CREATE POLICY reads ON attendance_records FOR SELECT TO app_user USING (
    student_id = ANY (array(SELECT access.my_students())) OR meeting_id = ANY (array(SELECT access.supervised_meetings())));

GRANT SELECT, INSERT, DELETE ON user_identities TO app_user;
CREATE POLICY admin_reads ON user_identities FOR SELECT TO app_user USING ((SELECT access.is_admin()));
CREATE POLICY admin_adds ON user_identities FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_removes ON user_identities FOR DELETE TO app_user USING ((SELECT access.is_admin()));
