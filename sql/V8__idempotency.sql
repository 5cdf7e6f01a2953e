-- What was created under an Idempotency-Key, written in the transaction that created it: a repetition gets the first
-- answer again. Kept for 24 hours.

CREATE TABLE idempotency_keys (
    user_id      uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    route        text NOT NULL,
    request_hash bytea NOT NULL,
    status       integer NOT NULL,
    location     text NOT NULL,
    body         text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
);
CREATE INDEX ON idempotency_keys (created_at);

ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON idempotency_keys TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO app_silo;

CREATE POLICY own ON idempotency_keys TO app_user
    USING (user_id = (SELECT access.me())) WITH CHECK (user_id = (SELECT access.me()));
CREATE POLICY silo ON idempotency_keys TO app_silo USING (true) WITH CHECK (true);
