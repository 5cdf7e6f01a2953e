-- Registrants who wait for the host, what the whole registration waits for, and who it was that denied somebody.

ALTER TABLE meeting_registrants ADD COLUMN approved_by_host boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN meeting_registrants.approved_by_host IS 'the host has decided here; else, in a meeting that asks for it, they wait';
GRANT SELECT (denied_by_host, denied_at_zoom) ON meeting_registrants TO app_user;

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- What the host or an admin decides about a registrant; it is audited.
CREATE OR REPLACE FUNCTION decide_registrant(registrant uuid, is_denied boolean) RETURNS void
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

-- What is due, under way or has failed, and needs Zoom; not what will be due later of itself.
CREATE FUNCTION zoom_work() RETURNS TABLE (kind text, works integer, oldest timestamptz, problem text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY
        SELECT due.kind, count(*)::integer, min(due.due_at),
            (array_agg(coalesce(due.last_error, worst.last_error)
                ORDER BY greatest(due.attempts, worst.failures) DESC, due.due_at)
                FILTER (WHERE coalesce(due.last_error, worst.last_error) IS NOT NULL))[1]
        FROM public.due_work due LEFT JOIN LATERAL (
            SELECT one.last_error, one.failures
            FROM public.zoom_meetings meeting JOIN public.meeting_registrants one ON one.meeting_id = meeting.id
            WHERE due.kind = 'registration' AND meeting.zoom_meeting_id = due.key AND one.failures > 0
            ORDER BY one.failures DESC, one.retry_at LIMIT 1) worst ON true
        WHERE due.kind NOT IN ('attendance', 'unscheduled')
            AND (due.due_at <= now() + interval '1 minute' OR coalesce(due.last_error, worst.last_error) IS NOT NULL)
        GROUP BY due.kind
        ORDER BY due.kind;
END $$;

-- The same, for admins.
CREATE FUNCTION waiting_for_zoom() RETURNS TABLE (kind text, works integer, oldest timestamptz, problem text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY SELECT work.* FROM access.zoom_work() work WHERE access.is_admin();
END $$;

GRANT EXECUTE ON FUNCTION waiting_for_zoom() TO app_user;

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER approval_makes_registration_due AFTER UPDATE OF settings ON zoom_meetings
    FOR EACH ROW WHEN (NEW.registration_enabled
        AND OLD.settings -> 'registrationApproval' IS DISTINCT FROM NEW.settings -> 'registrationApproval')
    EXECUTE FUNCTION access.meeting_changed('registration');
