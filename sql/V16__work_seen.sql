-- What the program has to do still, as its admins see it.

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- What the program does by itself and has failed to do, or is late with, and for which meeting.
CREATE FUNCTION late_work() RETURNS TABLE (
    kind text, zoom_meeting_id text, meeting_id uuid, title text, due_at timestamptz, attempts integer, problem text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY
        SELECT due.kind, due.key, meeting.id, meeting.title, due.due_at, due.attempts, due.last_error
        FROM public.due_work due LEFT JOIN public.zoom_meetings meeting ON meeting.zoom_meeting_id = due.key
        WHERE due.kind IN ('attendance', 'unscheduled', 'erasure', 'retention')
            AND (due.attempts > 0 OR due.due_at < now() - interval '1 minute')
        ORDER BY due.attempts DESC, due.due_at, due.key;
END $$;

-- The same, for admins.
CREATE FUNCTION own_work() RETURNS TABLE (
    kind text, zoom_meeting_id text, meeting_id uuid, title text, due_at timestamptz, attempts integer, problem text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY SELECT work.* FROM access.late_work() work WHERE access.is_admin();
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
        WHERE due.kind NOT IN ('attendance', 'unscheduled', 'erasure', 'retention')
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

GRANT EXECUTE ON FUNCTION own_work(), waiting_for_zoom() TO app_user;

RESET ROLE;
