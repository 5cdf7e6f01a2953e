-- Derived from the logs: every row here can be computed anew, and is replaced as a set.

CREATE TABLE meeting_occurrences (
    id               text PRIMARY KEY,
    meeting_id       uuid NOT NULL REFERENCES zoom_meetings ON DELETE CASCADE,
    date             date NOT NULL,
    scheduled_start  timestamptz,
    duration         integer,
    started_at       timestamptz,
    ended_at         timestamptz,
    status           text NOT NULL CHECK (status IN ('scheduled', 'started', 'ended', 'void', 'cancelled')),
    attendance_state text NOT NULL
                     CHECK (attendance_state IN ('none', 'live', 'held', 'provisional', 'reconciled', 'locked')),
    degraded         boolean NOT NULL DEFAULT false,
    policy           jsonb NOT NULL,
    digest           bytea NOT NULL,
    CHECK ((scheduled_start IS NULL) = (duration IS NULL))
);
COMMENT ON COLUMN meeting_occurrences.date IS 'the day of its start in the meeting''s time zone';
COMMENT ON COLUMN meeting_occurrences.duration IS 'minutes; null, as its scheduled start, for an unscheduled occurrence';
COMMENT ON COLUMN meeting_occurrences.degraded IS 'Zoom said that it took place and had reported nothing of it';
COMMENT ON COLUMN meeting_occurrences.digest IS 'of the occurrence with all its rows: what has not changed is not written again';
CREATE INDEX ON meeting_occurrences (meeting_id);

-- A run that serves two lessons stands here twice.
CREATE TABLE meeting_runs (
    occurrence_id text NOT NULL REFERENCES meeting_occurrences ON DELETE CASCADE,
    uuid          text NOT NULL,
    meeting_id    uuid NOT NULL REFERENCES zoom_meetings ON DELETE CASCADE,
    started_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    end_inferred  boolean NOT NULL,
    PRIMARY KEY (occurrence_id, uuid)
);
CREATE INDEX ON meeting_runs (meeting_id);

-- One row per stay: who was in, from when to when.
CREATE TABLE zoom_participants (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    meeting_id          uuid NOT NULL REFERENCES zoom_meetings ON DELETE CASCADE,
    occurrence_id       text NOT NULL REFERENCES meeting_occurrences ON DELETE CASCADE,
    user_id             uuid REFERENCES users ON DELETE SET NULL,
    zoom_participant_id text NOT NULL,
    name                text NOT NULL,
    email               text,
    join_time           timestamptz,
    leave_time          timestamptz,
    duration            integer,
    status              text NOT NULL CHECK (status IN ('invited', 'joined', 'left')),
    CHECK (leave_time >= join_time)
);
COMMENT ON COLUMN zoom_participants.join_time IS 'null where Zoom reported only the leave';
COMMENT ON COLUMN zoom_participants.duration IS 'seconds; null while the stay lasts';
CREATE INDEX ON zoom_participants (meeting_id);
CREATE INDEX ON zoom_participants (occurrence_id);
CREATE INDEX ON zoom_participants (user_id);

CREATE TABLE attendance_records (
    student_id      uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    occurrence_id   text NOT NULL REFERENCES meeting_occurrences ON DELETE CASCADE,
    meeting_id      uuid NOT NULL REFERENCES zoom_meetings ON DELETE CASCADE,
    class_id        uuid REFERENCES classes ON DELETE SET NULL,
    date            date NOT NULL,
    status          text CHECK (status IN ('present', 'partial', 'absent', 'excused')),
    computed_status text NOT NULL CHECK (computed_status IN ('present', 'partial', 'absent')),
    seconds         bigint NOT NULL CHECK (seconds >= 0),
    late            boolean NOT NULL,
    left_early      boolean NOT NULL,
    flags           text[] NOT NULL,
    matched_by      text CHECK (matched_by IN ('manual', 'registrant', 'email', 'zoomUser')),
    intervals       jsonb NOT NULL,
    override_status text CHECK (override_status IN ('present', 'partial', 'absent', 'excused')),
    override_reason text,
    override_by     uuid,
    override_at     timestamptz,
    PRIMARY KEY (student_id, occurrence_id),
    CHECK ((override_status IS NULL) = (override_at IS NULL)),
    CHECK (override_status IS NULL OR status = override_status)
);
COMMENT ON COLUMN attendance_records.override_by IS 'who decided it; kept when that user is gone';
COMMENT ON COLUMN attendance_records.status IS 'null while nobody may be called absent: the occurrence is held, or the record incomplete';
CREATE INDEX ON attendance_records (occurrence_id);
CREATE INDEX ON attendance_records (meeting_id);
CREATE INDEX ON attendance_records (class_id, date);
