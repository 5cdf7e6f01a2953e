-- Who did what. Rows are added and never changed: nobody has a grant for it.

CREATE TABLE audit_log (
    id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    at            timestamptz NOT NULL DEFAULT now(),
    actor_id      uuid,
    action        text NOT NULL,
    meeting_id    uuid,
    occurrence_id text,
    subject_id    uuid,
    details       jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON COLUMN audit_log.actor_id IS 'null: the program itself, by the clock';
COMMENT ON COLUMN audit_log.subject_id IS 'the user whom it is about';
CREATE INDEX ON audit_log (at, id);

ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON audit_log TO app_silo;
GRANT SELECT ON audit_log TO app_user;
CREATE POLICY silo ON audit_log TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY admin_reads ON audit_log FOR SELECT TO app_user USING ((SELECT access.is_admin()));
