-- Who is registered at Zoom for which meeting: what was asked for, what has been tried, and when there is something to do.

ALTER TABLE meeting_registrants
    ADD COLUMN asked_themselves   boolean NOT NULL DEFAULT false,
    ADD COLUMN denied_by_host     boolean NOT NULL DEFAULT false,
    ADD COLUMN zoom_email         text,
    ADD COLUMN is_uncertain       boolean NOT NULL DEFAULT false,
    ADD COLUMN failures           integer NOT NULL DEFAULT 0,
    ADD COLUMN last_error         text,
    ADD COLUMN retry_at           timestamptz,
    ADD COLUMN registrations_made integer NOT NULL DEFAULT 0,
    ADD COLUMN changes_made       integer NOT NULL DEFAULT 0,
    ADD COLUMN made_on            date,
    ADD COLUMN revision           bigint NOT NULL DEFAULT 0,
    ADD COLUMN denied_at_zoom     timestamptz,
    ADD COLUMN approved_by_host   boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN meeting_registrants.asked_themselves IS 'else registered because they belong to the class';
COMMENT ON COLUMN meeting_registrants.zoom_email IS 'under which they are registered, or may be; null: they are not';
COMMENT ON COLUMN meeting_registrants.is_uncertain IS 'Zoom was asked to register them, or to change their status, and what came of it has to be looked for';
COMMENT ON COLUMN meeting_registrants.registrations_made IS 'on the day made_on, in UTC: Zoom has limits for both';
COMMENT ON COLUMN meeting_registrants.revision IS 'of two that register for one meeting at a time, the second does not write over the first';
COMMENT ON COLUMN meeting_registrants.denied_at_zoom IS
    'since when it is known that somebody denied or cancelled them in Zoom: they are not registered again until somebody approves them, or they come back to the class';
COMMENT ON COLUMN meeting_registrants.approved_by_host IS 'the host has decided here; else, in a meeting that asks for it, they wait';
GRANT SELECT (denied_by_host, denied_at_zoom) ON meeting_registrants TO app_user;
-- Nobody gets the link of somebody else.
CREATE UNIQUE INDEX one_person_per_zoom_registrant ON meeting_registrants (meeting_id, zoom_registrant_id);

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- When the last lesson of a meeting's schedule ends; null where it has no fixed times, or the caller does not see it.
CREATE FUNCTION planned_end(meeting uuid) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = ''
AS $$
    SELECT max((lesson ->> 'start')::timestamptz + (lesson ->> 'minutes')::integer * interval '1 minute')
    FROM (SELECT lessons FROM public.meeting_schedules WHERE meeting_id = meeting ORDER BY valid_from DESC LIMIT 1) latest,
        jsonb_array_elements(latest.lessons) lesson
$$;

-- Whether people are registered for it still: it takes registrations, and has lessons to come.
CREATE FUNCTION takes_registrations(meeting public.zoom_meetings, moment timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN meeting.registration_enabled AND meeting.archived_at IS NULL AND meeting.status IN ('scheduled', 'started')
        AND coalesce(access.planned_end(meeting.id) > moment - interval '1 day', true);
END $$;

-- The caller's own wish. The first row is the answer to every repetition; null where the meeting takes none.
CREATE FUNCTION register_me(meeting uuid) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    registrant uuid;
BEGIN
    IF access.my_role() = 'parent' OR NOT (access.is_admin() OR meeting = ANY (access.visible_meetings())) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the meeting is not for the caller';
    END IF;
    INSERT INTO public.meeting_registrants (meeting_id, user_id, asked_themselves)
    SELECT meeting, access.me(), true FROM public.zoom_meetings one
    WHERE one.id = meeting AND access.takes_registrations(one, now())
    ON CONFLICT (meeting_id, user_id) DO UPDATE SET asked_themselves = true
    RETURNING id INTO registrant;
    PERFORM access.make_due(ARRAY[meeting], 'registration');
    RETURN registrant;
END $$;

-- What the host or an admin decides about a registrant; it is audited.
CREATE FUNCTION decide_registrant(registrant uuid, is_denied boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    decided public.meeting_registrants;
BEGIN
    UPDATE public.meeting_registrants SET denied_by_host = is_denied, approved_by_host = NOT is_denied, retry_at = NULL
    WHERE id = registrant AND (access.is_admin()
        OR meeting_id IN (SELECT id FROM public.zoom_meetings WHERE host_id = access.me()))
    RETURNING * INTO decided;
    IF decided.id IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'registrants are approved and denied by the host';
    END IF;
    INSERT INTO public.audit_log (actor_id, action, meeting_id, subject_id) VALUES (
        access.me(), CASE WHEN is_denied THEN 'denyRegistrant' ELSE 'approveRegistrant' END, decided.meeting_id,
        decided.user_id);
    PERFORM access.make_due(ARRAY[decided.meeting_id], 'registration');
END $$;

-- The meetings for which a student is registered, or is to be, because of the classes they are in now; for admins.
CREATE FUNCTION registrations_of(student uuid)
    RETURNS TABLE (meeting_id uuid, number text, status text, is_registered boolean, problem text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY
        SELECT meeting.id, meeting.zoom_meeting_id, registrant.status,
            coalesce(registrant.status = 'approved' AND registrant.zoom_registrant_id IS NOT NULL, false),
            CASE WHEN registrant.denied_by_host THEN 'The host has denied it.'
                ELSE coalesce(registrant.last_error, due.last_error) END
        FROM public.zoom_meetings meeting
            LEFT JOIN public.meeting_registrants registrant
                ON registrant.meeting_id = meeting.id AND registrant.user_id = student
            LEFT JOIN public.due_work due ON due.kind = 'registration' AND due.key = meeting.zoom_meeting_id
        WHERE access.is_admin() AND meeting.target_audience IN ('class', 'students', 'all')
            AND meeting.class_id IN (
                SELECT class_id FROM public.class_enrollments
                WHERE student_id = student AND enrolled_from <= now() AND (enrolled_to IS NULL OR enrolled_to > now()))
            AND access.takes_registrations(meeting, now())
        ORDER BY meeting.start_time, meeting.id;
END $$;

-- An admin asks for it: what has failed is tried again at once.
CREATE FUNCTION register_student(student uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    meetings CONSTANT uuid[] := array(SELECT meeting_id FROM access.registrations_of(student) WHERE NOT is_registered);
BEGIN
    UPDATE public.meeting_registrants SET retry_at = NULL
    WHERE user_id = student AND meeting_id = ANY (meetings);
    PERFORM access.make_due(meetings, 'registration');
END $$;

-- Whatever the host decides here takes the place of what was decided there. Who registers for the meeting at the moment has
-- not seen it, and must not write over it.
CREATE FUNCTION decided_here() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
    NEW.denied_at_zoom := NULL;
    NEW.revision := OLD.revision + 1;
    RETURN NEW;
END $$;

GRANT EXECUTE ON FUNCTION planned_end(uuid), register_me(uuid), decide_registrant(uuid, boolean), registrations_of(uuid),
    register_student(uuid) TO app_user;

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER decided_here BEFORE UPDATE OF denied_by_host ON meeting_registrants
    FOR EACH ROW EXECUTE FUNCTION access.decided_here();
CREATE TRIGGER approval_makes_registration_due AFTER UPDATE OF settings ON zoom_meetings
    FOR EACH ROW WHEN (NEW.registration_enabled
        AND OLD.settings -> 'registrationApproval' IS DISTINCT FROM NEW.settings -> 'registrationApproval')
    EXECUTE FUNCTION access.meeting_changed('registration');
