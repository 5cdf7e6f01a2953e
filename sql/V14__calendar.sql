-- The calendar: an event for each planned lesson, which follows its meeting, and the secret addresses of calendar feeds.

-- Events are never removed: a lesson that is called off or gone stays as cancelled, so that calendars that have it already
-- hear of it.
CREATE TABLE calendar_events (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    occurrence_id   text NOT NULL UNIQUE,
    meeting_id      uuid NOT NULL REFERENCES zoom_meetings ON DELETE CASCADE,
    type            text NOT NULL DEFAULT 'meeting' CHECK (type IN ('meeting')),
    title           text NOT NULL,
    description     text,
    start_time      timestamptz NOT NULL,
    end_time        timestamptz NOT NULL CHECK (end_time > start_time),
    timezone        text NOT NULL,
    class_id        uuid REFERENCES classes ON DELETE SET NULL,
    target_audience text NOT NULL,
    status          text NOT NULL CHECK (status IN ('confirmed', 'cancelled')),
    sequence        integer NOT NULL DEFAULT 0,
    updated_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN calendar_events.id IS 'stays the same when the lesson is moved: calendars know the event by it';
COMMENT ON COLUMN calendar_events.occurrence_id IS 'the lesson that it is now, or was last: that one may be gone';
COMMENT ON COLUMN calendar_events.timezone IS 'the meeting''s; where it is unknown, the school''s counts';
COMMENT ON COLUMN calendar_events.sequence IS 'how often it was changed';
CREATE INDEX ON calendar_events (meeting_id);
CREATE INDEX ON calendar_events (class_id);
CREATE INDEX ON calendar_events (start_time, id);

-- Who knows the secret reads what this user may see. Only its hash is kept.
CREATE TABLE calendar_feeds (
    user_id     uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    secret_hash bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    created_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN calendar_feeds.secret_hash IS 'SHA-256';

ALTER TABLE calendar_events ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE calendar_feeds ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT ON calendar_events TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_feeds TO app_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_events, calendar_feeds TO app_silo;

CREATE POLICY silo ON calendar_events TO app_silo USING (true) WITH CHECK (true);
-- As the meeting.
CREATE POLICY reads ON calendar_events FOR SELECT TO app_user USING (
    meeting_id = ANY ((SELECT access.visible_meetings())::uuid[])
    OR meeting_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));

CREATE POLICY silo ON calendar_feeds TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY own ON calendar_feeds TO app_user
    USING (user_id = (SELECT access.me())) WITH CHECK (user_id = (SELECT access.me()));

-- What an event shows and attendance does not depend on. The events follow when the lessons do.
CREATE TRIGGER calendar_makes_attendance_due AFTER UPDATE OF title, description, target_audience ON zoom_meetings
    FOR EACH ROW WHEN ((OLD.title, OLD.description, OLD.target_audience)
        IS DISTINCT FROM (NEW.title, NEW.description, NEW.target_audience))
    EXECUTE FUNCTION access.meeting_changed('attendance');

-- Meetings that stand there already get their events.
SET LOCAL ROLE app_silo;
SELECT access.make_due(array(SELECT id FROM public.zoom_meetings));
RESET ROLE;
