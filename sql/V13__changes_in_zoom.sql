-- What is changed in Zoom itself, and meetings that nobody scheduled here.

ALTER TABLE zoom_meetings ADD COLUMN zoom_seen jsonb;
COMMENT ON COLUMN zoom_meetings.zoom_seen IS 'host and start as Zoom had them last: what is different from it was changed there, what is not was changed here';
-- A change that is made here says with the row what Zoom has after it.
GRANT SELECT (zoom_seen), UPDATE (zoom_seen) ON zoom_meetings TO app_user;

-- Kept so that an admin may adopt it; forgotten, with its log, when Zoom has been silent about it for the days in
-- retention_policies.
CREATE TABLE unscheduled_meetings (
    meeting    bigint PRIMARY KEY,
    first_seen timestamptz NOT NULL,
    last_seen  timestamptz NOT NULL CHECK (last_seen >= first_seen),
    topic      text,
    zoom_host  text,
    is_gone    boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN unscheduled_meetings.meeting IS 'Zoom''s number';
COMMENT ON COLUMN unscheduled_meetings.last_seen IS 'when Zoom told of it last, by our clock';
COMMENT ON COLUMN unscheduled_meetings.topic IS 'as it was made; null: it was made before this program listened, or Zoom does not say';
COMMENT ON COLUMN unscheduled_meetings.zoom_host IS 'an address or an id; null as the topic';
COMMENT ON COLUMN unscheduled_meetings.is_gone IS 'deleted in Zoom, and never held: nobody needs to see it';
CREATE INDEX ON unscheduled_meetings (last_seen, meeting);

ALTER TABLE unscheduled_meetings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT ON unscheduled_meetings TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON unscheduled_meetings TO app_silo;
CREATE POLICY silo ON unscheduled_meetings TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY admin_reads ON unscheduled_meetings FOR SELECT TO app_user USING ((SELECT access.is_admin()));

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

CREATE FUNCTION unscheduled_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM public.due_work WHERE kind = 'unscheduled' AND due_work.key = OLD.meeting::text;
    ELSE
        INSERT INTO public.due_work (kind, key, due_at)
        SELECT 'unscheduled', NEW.meeting::text, NEW.last_seen + days * interval '1 day'
        FROM public.retention_policies WHERE kind = 'unscheduledMeetings'
        ON CONFLICT (kind, key) DO UPDATE SET due_at = excluded.due_at, revision = excluded.revision;
    END IF;
    RETURN NULL;
END $$;

-- However it comes to be scheduled: adopted, or entered by its number.
CREATE FUNCTION meeting_scheduled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    DELETE FROM public.unscheduled_meetings WHERE meeting = NEW.zoom_meeting_id::bigint;
    RETURN NULL;
END $$;

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER makes_forgetting_due AFTER INSERT OR UPDATE OR DELETE ON unscheduled_meetings
    FOR EACH ROW EXECUTE FUNCTION access.unscheduled_changed();
-- Before the triggers that make something due, by its name: a derivation takes the same rows in the same order.
CREATE TRIGGER adopts AFTER INSERT ON zoom_meetings FOR EACH ROW EXECUTE FUNCTION access.meeting_scheduled();
