-- Attendance is computed from these tables, and people are registered at Zoom by them: whoever changes them makes the
-- meetings concerned due, at once.

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- Registration only where there may be something to do.
-- In the order of the keys, as the log's writer does it: two that lock the same rows must not wait for each other.
CREATE FUNCTION make_due(meetings uuid[], work text DEFAULT 'attendance') RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
    INSERT INTO public.due_work (kind, key, due_at)
    SELECT work, zoom_meeting_id, now() FROM public.zoom_meetings meeting
    WHERE id = ANY (meetings) AND (work <> 'registration' OR registration_enabled AND (status IN ('scheduled', 'started')
        OR status = 'cancelled' AND EXISTS (SELECT FROM public.meeting_registrants WHERE meeting_id = meeting.id)))
    ORDER BY zoom_meeting_id
    ON CONFLICT (kind, key) DO UPDATE
        SET due_at = least(due_work.due_at, excluded.due_at), revision = excluded.revision
$$;

-- What changed people and classes mean: the meetings whose roster, staff or names they touch.
CREATE FUNCTION make_due_for(changed_classes uuid[], changed_users uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    meetings CONSTANT uuid[] := array(
        SELECT id FROM public.zoom_meetings WHERE class_id = ANY (changed_classes)
        UNION SELECT meeting.id FROM public.zoom_meetings meeting JOIN public.class_enrollments enrolment USING (class_id)
        WHERE enrolment.student_id = ANY (changed_users)
            OR enrolment.student_id IN (SELECT student_id FROM public.parent_children WHERE parent_id = ANY (changed_users))
        UNION SELECT meeting.id FROM public.zoom_meetings meeting JOIN public.classes class ON class.id = meeting.class_id
        WHERE class.teacher_id = ANY (changed_users)
        UNION SELECT id FROM public.zoom_meetings WHERE host_id = ANY (changed_users));
BEGIN
    PERFORM access.make_due(meetings);
    PERFORM access.make_due(meetings || array(
        SELECT meeting_id FROM public.meeting_registrants WHERE user_id = ANY (changed_users)), 'registration');
END $$;

CREATE FUNCTION meeting_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.make_due(ARRAY[NEW.id], TG_ARGV[0]);
    RETURN NULL;
END $$;

CREATE FUNCTION meeting_part_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.make_due(ARRAY[coalesce(NEW.meeting_id, OLD.meeting_id)], TG_ARGV[0]);
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

-- For imports. make_due is for functions and triggers alone.
GRANT EXECUTE ON FUNCTION make_due_for(uuid[], uuid[]) TO app_user;

RESET ROLE;
SET LOCAL search_path = public;

-- On one table registration comes after attendance, by the triggers' names, and so in one order everywhere.
CREATE TRIGGER makes_attendance_due AFTER INSERT OR UPDATE OF class_id, host_id, timezone ON zoom_meetings
    FOR EACH ROW EXECUTE FUNCTION access.meeting_changed('attendance');
CREATE TRIGGER cancelling_makes_attendance_due AFTER UPDATE OF status ON zoom_meetings
    FOR EACH ROW WHEN ((OLD.status = 'cancelled') <> (NEW.status = 'cancelled'))
    EXECUTE FUNCTION access.meeting_changed('attendance');
CREATE TRIGGER makes_registration_due
    AFTER INSERT OR UPDATE OF registration_enabled, class_id, host_id, target_audience, archived_at ON zoom_meetings
    FOR EACH ROW WHEN (NEW.registration_enabled) EXECUTE FUNCTION access.meeting_changed('registration');
CREATE TRIGGER status_makes_registration_due AFTER UPDATE OF status ON zoom_meetings
    FOR EACH ROW WHEN (NEW.registration_enabled AND OLD.status <> NEW.status AND NEW.status <> 'ended')
    EXECUTE FUNCTION access.meeting_changed('registration');
CREATE TRIGGER makes_attendance_due AFTER INSERT OR UPDATE ON meeting_schedules
    FOR EACH ROW EXECUTE FUNCTION access.meeting_part_changed('attendance');
CREATE TRIGGER makes_registration_due AFTER INSERT ON meeting_schedules
    FOR EACH ROW EXECUTE FUNCTION access.meeting_part_changed('registration');
-- Only what a registrant is at Zoom matters for attendance, not how often it was tried.
CREATE TRIGGER makes_attendance_due AFTER INSERT ON meeting_registrants
    FOR EACH ROW WHEN (NEW.zoom_registrant_id IS NOT NULL) EXECUTE FUNCTION access.meeting_part_changed('attendance');
CREATE TRIGGER change_makes_attendance_due AFTER UPDATE ON meeting_registrants
    FOR EACH ROW WHEN (OLD.zoom_registrant_id IS DISTINCT FROM NEW.zoom_registrant_id)
    EXECUTE FUNCTION access.meeting_part_changed('attendance');
CREATE TRIGGER removal_makes_attendance_due AFTER DELETE ON meeting_registrants
    FOR EACH ROW WHEN (OLD.zoom_registrant_id IS NOT NULL) EXECUTE FUNCTION access.meeting_part_changed('attendance');
-- A transaction that changes many classes or people makes their meetings due itself, once and last (make_due_for): row
-- by row they would be locked in the order of the rows, and in the end wait for the log's writer while it waits for them.
CREATE TRIGGER makes_due AFTER UPDATE OF teacher_id ON classes
    FOR EACH ROW WHEN (current_setting('app.defer_due', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION access.class_changed();
CREATE TRIGGER makes_due AFTER INSERT OR UPDATE OR DELETE ON class_enrollments
    FOR EACH ROW WHEN (current_setting('app.defer_due', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION access.enrolment_changed();
CREATE TRIGGER makes_due AFTER INSERT OR UPDATE OR DELETE ON parent_children
    FOR EACH ROW WHEN (current_setting('app.defer_due', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION access.family_changed();
CREATE TRIGGER makes_due AFTER UPDATE OF name, email, role, zoom_user_id ON users
    FOR EACH ROW WHEN (current_setting('app.defer_due', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION access.user_changed();
