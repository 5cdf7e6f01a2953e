-- Meetings that Zoom is asked to make. The row is committed before Zoom is asked, and goes in the transaction that
-- writes the meeting: whatever breaks off in between, there is word of what may exist at Zoom and nobody was told of.
CREATE TABLE meeting_creations (
    id           uuid PRIMARY KEY,
    user_id      uuid REFERENCES users ON DELETE SET NULL,
    key          text CHECK (length(key) BETWEEN 1 AND 200),
    request_hash bytea NOT NULL,
    host_id      uuid REFERENCES users ON DELETE SET NULL,
    zoom_host    text NOT NULL,
    topic        text NOT NULL,
    zoom_type    smallint NOT NULL CHECK (zoom_type IN (1, 2, 3, 8)),
    start_time   timestamptz,
    duration     integer NOT NULL,
    begun_at     timestamptz NOT NULL DEFAULT now(),
    attempt      integer NOT NULL DEFAULT 1,
    busy_until   timestamptz NOT NULL,
    UNIQUE (user_id, key)
);
COMMENT ON COLUMN meeting_creations.id IS 'the meeting''s, once there is one';
COMMENT ON COLUMN meeting_creations.key IS 'the Idempotency-Key; null: nobody will ask again';
COMMENT ON COLUMN meeting_creations.start_time IS 'null where the meeting has no fixed time';
COMMENT ON COLUMN meeting_creations.attempt IS 'whoever works on it knows its number: another one has taken over since';
COMMENT ON COLUMN meeting_creations.busy_until IS 'until then somebody is at work on it';
CREATE INDEX ON meeting_creations (host_id);
CREATE INDEX ON meeting_creations (zoom_host);

ALTER TABLE meeting_creations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON meeting_creations TO app_user;
GRANT UPDATE (key, attempt, busy_until) ON meeting_creations TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON meeting_creations TO app_silo;

CREATE POLICY silo ON meeting_creations TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY own_reads ON meeting_creations FOR SELECT TO app_user USING (user_id = (SELECT access.me()));
-- As a meeting is: teachers for themselves.
CREATE POLICY own_adds ON meeting_creations FOR INSERT TO app_user WITH CHECK (
    user_id = (SELECT access.me())
    AND ((SELECT access.is_admin()) OR ((SELECT access.my_role()) = 'teacher' AND host_id = (SELECT access.me()))));
CREATE POLICY own_changes ON meeting_creations FOR UPDATE TO app_user USING (user_id = (SELECT access.me()));
CREATE POLICY own_removes ON meeting_creations FOR DELETE TO app_user USING (user_id = (SELECT access.me()));

-- Zoom gives it with the meeting, or later, when registration is switched on.
GRANT UPDATE (registration_url) ON zoom_meetings TO app_user;

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- Ten minutes are left to ask again with the same key; then what was made and belongs to nobody is removed.
CREATE FUNCTION creation_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM public.due_work WHERE kind = 'creation' AND due_work.key = OLD.id::text;
    ELSE
        INSERT INTO public.due_work (kind, key, due_at)
        VALUES ('creation', NEW.id::text, NEW.busy_until + interval '10 minutes')
        ON CONFLICT (kind, key) DO UPDATE SET due_at = excluded.due_at, revision = excluded.revision;
    END IF;
    RETURN NULL;
END $$;

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER makes_creation_due AFTER INSERT OR UPDATE OR DELETE ON meeting_creations
    FOR EACH ROW EXECUTE FUNCTION access.creation_changed();
