-- Who may see and change what. app_user runs every request of a user, app_silo the program's own work;
-- neither owns a table, and row-level security is forced on the owner too.

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

-- Without the sex, which only forms about a class need: that comes from access.sexes_of.
GRANT SELECT (id, name, email, role, zoom_user_id, created_at) ON users TO app_user;
GRANT INSERT ON users TO app_user;
GRANT UPDATE (name, email, role, zoom_user_id, sex) ON users TO app_user;
GRANT SELECT, INSERT ON classes TO app_user;
GRANT UPDATE (name, teacher_id) ON classes TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON class_enrollments, parent_children TO app_user;
-- Without what lets somebody in (join_url, password): that comes from access.ways_in and access.own_links.
GRANT SELECT (id, zoom_meeting_id, host_id, title, description, meeting_type, start_time, duration, timezone, status,
              class_id, target_audience, settings, recurrence, registration_url, registration_enabled, created_at,
              updated_at, archived_at) ON zoom_meetings TO app_user;
GRANT INSERT ON zoom_meetings TO app_user;
GRANT UPDATE (host_id, title, description, start_time, duration, timezone, status, class_id, target_audience, settings,
              recurrence, registration_enabled, updated_at, archived_at) ON zoom_meetings TO app_user;
GRANT SELECT, INSERT ON meeting_schedules TO app_user;
GRANT SELECT (id, meeting_id, user_id, zoom_registrant_id, status, registered_at) ON meeting_registrants TO app_user;
GRANT SELECT ON meeting_occurrences, meeting_runs, zoom_participants, attendance_records TO app_user;

-- Where the login does not own the database this only warns.
DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- The policies compare with what these functions return: once in a query, since they stand in a subquery of their own,
-- and so that an index can serve it. In PL/pgSQL, which keeps the plans of its queries.

-- The caller; null, and so nobody, where no identity was set in this transaction.
CREATE FUNCTION me() RETURNS uuid LANGUAGE sql STABLE
    RETURN nullif(current_setting('app.user_id', true), '')::uuid;

CREATE FUNCTION my_role() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN (SELECT role FROM public.users WHERE id = access.me());
END $$;

CREATE FUNCTION is_admin() RETURNS boolean LANGUAGE plpgsql STABLE
AS $$ BEGIN
    RETURN coalesce(access.my_role() = 'admin', false);
END $$;

-- An admin sees every row: those with an id between these two, which both are null for anybody else. Bounds, because
-- no index can serve "is an admin, or the row is theirs".
CREATE FUNCTION first_id() RETURNS uuid LANGUAGE plpgsql STABLE
AS $$ BEGIN
    RETURN CASE WHEN access.is_admin() THEN '00000000-0000-0000-0000-000000000000' END;
END $$;

CREATE FUNCTION last_id() RETURNS uuid LANGUAGE plpgsql STABLE
AS $$ BEGIN
    RETURN CASE WHEN access.is_admin() THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff' END;
END $$;

-- The caller and, for a parent, the children: whose rows are the caller's own.
CREATE FUNCTION my_students() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN array(
        SELECT access.me()
        UNION SELECT student_id FROM public.parent_children WHERE parent_id = access.me());
END $$;

CREATE FUNCTION taught_classes() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN array(SELECT id FROM public.classes WHERE teacher_id = access.me());
END $$;

-- Classes that any of these students belongs to now or will.
CREATE FUNCTION classes_of(students uuid[]) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN array(
        SELECT class_id FROM public.class_enrollments
        WHERE student_id = ANY (students) AND (enrolled_to IS NULL OR enrolled_to > now()));
END $$;

-- The caller's and the children's.
CREATE FUNCTION attended_classes() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN access.classes_of(access.my_students());
END $$;

-- Meetings of which the caller sees everybody: as host, or as the class's teacher.
CREATE FUNCTION supervised_meetings() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN array(
        SELECT id FROM public.zoom_meetings WHERE host_id = access.me() OR class_id = ANY (access.taught_classes()));
END $$;

-- These, and those whose audience the caller belongs to.
CREATE FUNCTION visible_meetings() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    caller_role CONSTANT text := access.my_role();
    audiences CONSTANT text[] := CASE
        WHEN caller_role IN ('teacher', 'student') THEN ARRAY['all', caller_role || 's']
        WHEN caller_role IS NOT NULL THEN ARRAY['all'] END;
BEGIN
    RETURN array(
        SELECT unnest(access.supervised_meetings())
        UNION SELECT id FROM public.zoom_meetings
            WHERE target_audience = ANY (audiences) AND target_audience IN ('all', 'teachers', 'students')
        UNION SELECT id FROM public.zoom_meetings
            WHERE target_audience = 'class' AND class_id = ANY (access.attended_classes()));
END $$;

-- People whom the caller deals with: oneself, one's children, the students of one's classes, whoever registered for one's
-- meetings, and of whom there is a record in a meeting that one hosts for somebody else's class: no more of that class.
CREATE FUNCTION visible_users() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN array(
        SELECT unnest(access.my_students())
        UNION SELECT student_id FROM public.class_enrollments WHERE class_id = ANY (access.taught_classes())
        UNION SELECT record.student_id
            FROM public.zoom_meetings meeting JOIN public.attendance_records record ON record.meeting_id = meeting.id
            WHERE meeting.host_id = access.me() AND (meeting.class_id = ANY (access.taught_classes())) IS NOT TRUE
        UNION SELECT user_id FROM public.meeting_registrants WHERE meeting_id = ANY (access.supervised_meetings()));
END $$;

-- What the caller may see of a meeting that they see: everybody, or only these students. The live view asks this.
CREATE FUNCTION scope_of(meeting uuid, OUT everybody boolean, OUT students uuid[]) LANGUAGE plpgsql STABLE
AS $$ BEGIN
    everybody := access.is_admin() OR meeting = ANY (access.supervised_meetings());
    students := access.my_students();
END $$;

-- What lets somebody into these meetings, as far as the caller may have it. Where each registers, the common link is
-- for the host alone; nobody has it because of a child.
CREATE FUNCTION ways_in(meetings uuid[]) RETURNS TABLE (meeting_id uuid, join_url text, password text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    caller_role CONSTANT text := access.my_role();
    visible CONSTANT uuid[] := access.visible_meetings();
    supervised CONSTANT uuid[] := access.supervised_meetings();
    own_classes CONSTANT uuid[] := access.classes_of(ARRAY[access.me()]);
BEGIN
    RETURN QUERY
        SELECT meeting.id,
            CASE WHEN caller_role <> 'parent' AND (is_run_by_me OR NOT meeting.registration_enabled
                    AND (meeting.target_audience <> 'class' OR meeting.id = ANY (supervised)
                        OR meeting.class_id = ANY (own_classes)))
                THEN meeting.join_url END,
            CASE WHEN is_run_by_me THEN meeting.password END
        FROM public.zoom_meetings meeting,
            LATERAL (SELECT coalesce(meeting.host_id = access.me(), false) OR caller_role = 'admin' AS is_run_by_me) caller
        WHERE meeting.id = ANY (meetings) AND (caller_role = 'admin' OR meeting.id = ANY (visible));
END $$;

-- The registrants' links of a meeting: to whom they belong, and to who runs it.
CREATE FUNCTION own_links(meeting uuid) RETURNS TABLE (registrant_id uuid, join_url text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY
        SELECT registrant.id, registrant.join_url
        FROM public.meeting_registrants registrant
        WHERE registrant.meeting_id = meeting
            AND (registrant.user_id = access.me() OR access.is_admin()
                OR EXISTS (SELECT FROM public.zoom_meetings WHERE id = meeting AND host_id = access.me()));
END $$;

-- Who set marks by hand that the caller sees: their names stand beside the reasons, whoever else may not see them.
CREATE FUNCTION marker_names(markers uuid[]) RETURNS TABLE (id uuid, name text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    is_admin CONSTANT boolean := access.is_admin();
    own CONSTANT uuid[] := access.my_students();
    supervised CONSTANT uuid[] := access.supervised_meetings();
BEGIN
    RETURN QUERY
        SELECT marker.id, marker.name
        FROM public.users marker
        WHERE marker.id = ANY (markers) AND EXISTS (
            SELECT FROM public.attendance_records record
            WHERE record.override_by = marker.id
                AND (is_admin OR record.student_id = ANY (own) OR record.meeting_id = ANY (supervised)));
END $$;

-- Whom those ask who belong to these classes, themselves or by a child: their teachers' names.
CREATE FUNCTION teacher_names(classes uuid[]) RETURNS TABLE (class_id uuid, name text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    is_admin CONSTANT boolean := access.is_admin();
    own CONSTANT uuid[] := access.attended_classes() || access.taught_classes();
BEGIN
    RETURN QUERY
        SELECT class.id, teacher.name
        FROM public.classes class JOIN public.users teacher ON teacher.id = class.teacher_id
        WHERE class.id = ANY (classes) AND (is_admin OR class.id = ANY (own));
END $$;

-- The sex of these users, where it is known: for admins, and for the teachers of classes that they are or were in.
CREATE FUNCTION sexes_of(users uuid[]) RETURNS TABLE (user_id uuid, sex text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY
        SELECT person.id, person.sex
        FROM public.users person
        WHERE person.id = ANY (users) AND person.sex IS NOT NULL
            AND (access.is_admin() OR person.id IN (
                SELECT student_id FROM public.class_enrollments WHERE class_id = ANY (access.taught_classes())));
END $$;

-- A host may change a meeting, but not hand it to another class or audience: that would be a way to rights over a class.
-- (Nor to another host: the policy by which they change it holds for the changed row too. Zoom's number nobody may change.)
CREATE FUNCTION guard_meeting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF access.me() IS NOT NULL AND NOT access.is_admin()
        AND (NEW.class_id IS DISTINCT FROM OLD.class_id
            OR NEW.target_audience NOT IN ('class', 'personal', OLD.target_audience)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'class and audience of a meeting are changed by an admin';
    END IF;
    RETURN NEW;
END $$;

-- Not classes_of: it tells about anybody, and is for functions that know who asks.
GRANT EXECUTE ON FUNCTION me(), my_role(), is_admin(), first_id(), last_id(), my_students(), taught_classes(),
    attended_classes(), supervised_meetings(), visible_meetings(), visible_users(), scope_of(uuid), ways_in(uuid[]),
    own_links(uuid), marker_names(uuid[]), teacher_names(uuid[]),
    sexes_of(uuid[]) TO app_user;

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER guard BEFORE UPDATE ON zoom_meetings
    FOR EACH ROW EXECUTE FUNCTION access.guard_meeting();

CREATE POLICY reads ON users FOR SELECT TO app_user USING (
    id = ANY ((SELECT access.visible_users())::uuid[])
    OR id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
CREATE POLICY admin_adds ON users FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON users FOR UPDATE TO app_user USING ((SELECT access.is_admin()));

CREATE POLICY reads ON classes FOR SELECT TO app_user USING (
    id = ANY ((SELECT access.taught_classes())::uuid[])
    OR id = ANY ((SELECT access.attended_classes())::uuid[])
    OR id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
CREATE POLICY admin_adds ON classes FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON classes FOR UPDATE TO app_user USING ((SELECT access.is_admin()));

CREATE POLICY reads ON class_enrollments FOR SELECT TO app_user USING (
    student_id = ANY ((SELECT access.my_students())::uuid[])
    OR class_id = ANY ((SELECT access.taught_classes())::uuid[])
    OR class_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
CREATE POLICY admin_adds ON class_enrollments FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON class_enrollments FOR UPDATE TO app_user USING ((SELECT access.is_admin()));
CREATE POLICY admin_removes ON class_enrollments FOR DELETE TO app_user USING ((SELECT access.is_admin()));

CREATE POLICY reads ON parent_children FOR SELECT TO app_user USING (
    parent_id = (SELECT access.me())
    OR student_id = (SELECT access.me())
    OR student_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
CREATE POLICY admin_adds ON parent_children FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_changes ON parent_children FOR UPDATE TO app_user USING ((SELECT access.is_admin()));
CREATE POLICY admin_removes ON parent_children FOR DELETE TO app_user USING ((SELECT access.is_admin()));

CREATE POLICY reads ON zoom_meetings FOR SELECT TO app_user USING (
    id = ANY ((SELECT access.visible_meetings())::uuid[])
    OR id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
CREATE POLICY staff_adds ON zoom_meetings FOR INSERT TO app_user WITH CHECK (
    (SELECT access.is_admin())
    OR ((SELECT access.my_role()) = 'teacher' AND host_id = (SELECT access.me())
        AND target_audience IN ('class', 'personal')
        AND (class_id IS NULL OR class_id = ANY ((SELECT access.taught_classes())::uuid[]))));
CREATE POLICY host_changes ON zoom_meetings FOR UPDATE TO app_user
    USING (host_id = (SELECT access.me()) OR (SELECT access.is_admin()));

CREATE POLICY reads ON meeting_schedules FOR SELECT TO app_user USING (
    meeting_id = ANY ((SELECT access.visible_meetings())::uuid[])
    OR meeting_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
CREATE POLICY host_adds ON meeting_schedules FOR INSERT TO app_user WITH CHECK (
    (SELECT access.is_admin())
    OR meeting_id IN (SELECT id FROM zoom_meetings WHERE host_id = (SELECT access.me())));

CREATE POLICY reads ON meeting_registrants FOR SELECT TO app_user USING (
    user_id = (SELECT access.me())
    OR meeting_id = ANY ((SELECT access.supervised_meetings())::uuid[])
    OR meeting_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));

CREATE POLICY reads ON meeting_occurrences FOR SELECT TO app_user USING (
    meeting_id = ANY ((SELECT access.visible_meetings())::uuid[])
    OR meeting_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
CREATE POLICY reads ON meeting_runs FOR SELECT TO app_user USING (
    meeting_id = ANY ((SELECT access.visible_meetings())::uuid[])
    OR meeting_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));

CREATE POLICY reads ON zoom_participants FOR SELECT TO app_user USING (
    user_id = ANY ((SELECT access.my_students())::uuid[])
    OR meeting_id = ANY ((SELECT access.supervised_meetings())::uuid[])
    OR meeting_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
CREATE POLICY reads ON attendance_records FOR SELECT TO app_user USING (
    student_id = ANY ((SELECT access.my_students())::uuid[])
    OR meeting_id = ANY ((SELECT access.supervised_meetings())::uuid[])
    OR meeting_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));

GRANT SELECT, INSERT, DELETE ON user_identities TO app_user;
CREATE POLICY admin_reads ON user_identities FOR SELECT TO app_user USING ((SELECT access.is_admin()));
CREATE POLICY admin_adds ON user_identities FOR INSERT TO app_user WITH CHECK ((SELECT access.is_admin()));
CREATE POLICY admin_removes ON user_identities FOR DELETE TO app_user USING ((SELECT access.is_admin()));

-- What waits and why, but not for whom: how it stands with Zoom.
GRANT SELECT (kind, due_at, attempts, last_error) ON due_work TO app_user;
CREATE POLICY admin_reads ON due_work FOR SELECT TO app_user USING ((SELECT access.is_admin()));
