-- Meetings, their logs, and what must happen later.

CREATE TABLE zoom_meetings (
    id                   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    zoom_meeting_id      text NOT NULL UNIQUE CHECK (zoom_meeting_id ~ '^[1-9][0-9]{0,17}$'),
    host_id              uuid REFERENCES users ON DELETE SET NULL,
    title                text COLLATE by_name NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    description          text,
    meeting_type         text NOT NULL DEFAULT 'scheduled' CHECK (meeting_type IN ('instant', 'scheduled', 'recurring')),
    start_time           timestamptz NOT NULL,
    duration             integer NOT NULL DEFAULT 60 CHECK (duration BETWEEN 1 AND 1440),
    timezone             text NOT NULL DEFAULT 'UTC',
    join_url             text,
    password             text,
    status               text NOT NULL DEFAULT 'scheduled' CHECK (status IN ('scheduled', 'started', 'ended', 'cancelled')),
    class_id             uuid REFERENCES classes ON DELETE SET NULL,
    target_audience      text NOT NULL DEFAULT 'class'
                         CHECK (target_audience IN ('all', 'students', 'teachers', 'class', 'personal')),
    settings             jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    recurrence           jsonb CHECK (recurrence IS NULL OR meeting_type = 'recurring'),
    registration_url     text,
    registration_enabled boolean NOT NULL DEFAULT false,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    archived_at          timestamptz
);
COMMENT ON COLUMN zoom_meetings.duration IS 'minutes';
COMMENT ON COLUMN zoom_meetings.recurrence IS 'as it was asked for; the lessons that it means stand in meeting_schedules';
CREATE INDEX ON zoom_meetings (host_id);
CREATE INDEX ON zoom_meetings (class_id);
CREATE INDEX ON zoom_meetings (start_time, id);
CREATE INDEX ON zoom_meetings (status);
CREATE INDEX ON zoom_meetings (target_audience) WHERE target_audience IN ('all', 'teachers', 'students');

-- The lessons of a meeting as they were planned from a moment on. The schedule in force when a run
-- started is the one that counts for it, so an old one is never changed, only followed by another.
CREATE TABLE meeting_schedules (
    meeting_id uuid NOT NULL REFERENCES zoom_meetings ON DELETE CASCADE,
    valid_from timestamptz NOT NULL,
    lessons    jsonb NOT NULL CHECK (jsonb_typeof(lessons) = 'array'),
    PRIMARY KEY (meeting_id, valid_from)
);
COMMENT ON COLUMN meeting_schedules.lessons IS '[{"start": time, "minutes": length}]';

CREATE TABLE meeting_registrants (
    id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    meeting_id         uuid NOT NULL REFERENCES zoom_meetings ON DELETE CASCADE,
    user_id            uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    zoom_registrant_id text,
    join_url           text,
    status             text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'denied')),
    registered_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (meeting_id, user_id)
);
CREATE INDEX ON meeting_registrants (user_id);
CREATE INDEX ON meeting_registrants (status);

-- Everything that can change an answer about attendance. The primary key is its only index and the fence:
-- of two activations of one meeting, the one that appends behind the other's back violates it.
CREATE TABLE meeting_log (
    meeting             bigint NOT NULL,
    seq                 bigint NOT NULL,
    kind                smallint NOT NULL,
    source              smallint,
    at                  timestamptz NOT NULL,
    recorded_at         timestamptz NOT NULL DEFAULT now(),
    run                 text,
    user_id             text,
    connection          text,
    name                text,
    email               text,
    registrant_id       text,
    participant_user_id text,
    zoom_user_id        text,
    body                jsonb,
    PRIMARY KEY (meeting, seq)
);
COMMENT ON TABLE meeting_log IS 'append-only, but that erased persons are renamed, and what is old enough goes; no raw webhook bodies and no IP addresses';
COMMENT ON COLUMN meeting_log.meeting IS 'Zoom''s number, also of meetings that nobody scheduled here';
COMMENT ON COLUMN meeting_log.kind IS 'facts: 1 started, 2 ended, 3 joined, 4 left, 5 end inferred, 6 report compared, 7 one person alone, no report; 10 notice; 20 context; 30 decision; 40 what stands before was renamed, or is gone';
COMMENT ON COLUMN meeting_log.source IS '1 webhook, 2 report, 3 inferred';
COMMENT ON COLUMN meeting_log.at IS 'facts and notices: Zoom''s time, never the time of receipt; decisions: when it was decided';

-- How far a meeting's derived rows have followed its log. Taking this row's lock is taking the right to replace them.
CREATE TABLE meeting_heads (
    meeting       bigint PRIMARY KEY,
    derived_seq   bigint NOT NULL,
    derived_as_of timestamptz NOT NULL,
    zoom_asked_at timestamptz
);
COMMENT ON COLUMN meeting_heads.zoom_asked_at IS 'when Zoom was last asked for reports of all that had ended; null: never';

-- What must happen later. Whoever changes something writes the row in the same transaction; taking it for work moves
-- due_at past the lease; another revision than the one that the work has seen keeps the row from being removed.
CREATE SEQUENCE due_revision;
CREATE TABLE due_work (
    kind       text NOT NULL,
    key        text NOT NULL,
    due_at     timestamptz NOT NULL,
    revision   bigint NOT NULL DEFAULT nextval('due_revision'),
    attempts   integer NOT NULL DEFAULT 0,
    last_error text,
    look       boolean NOT NULL DEFAULT false,
    PRIMARY KEY (kind, key)
);
COMMENT ON COLUMN due_work.look IS 'Zoom has given notice since the work looked there';
CREATE INDEX ON due_work (due_at);

-- Signed by Zoom, but not to be read. Kept for a while, everything that looks like an IP address masked.
CREATE TABLE quarantined_events (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    received_at timestamptz NOT NULL DEFAULT now(),
    reason      text NOT NULL,
    body        text NOT NULL
);
CREATE INDEX ON quarantined_events (received_at);
-- What cannot be read is put aside once, however often it comes.
CREATE INDEX ON quarantined_events USING hash (body);
