-- A person's data: their export, as far as no policy gives the rows to anybody, and their erasure.

-- Whom nothing tells of any more. The id is the one that takes the place of theirs.
CREATE TABLE erasures (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    requested_at    timestamptz NOT NULL DEFAULT now(),
    requested_by    uuid REFERENCES users ON DELETE SET NULL,
    step            text NOT NULL DEFAULT 'tables' CHECK (step IN ('tables', 'logs', 'zoom', 'settling', 'done')),
    person          jsonb CHECK (step NOT IN ('zoom', 'done') OR person IS NULL),
    salt            bytea CHECK ((step = 'done') = (salt IS NULL)) DEFAULT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
    hashes          text[] NOT NULL DEFAULT '{}',
    scanned_meeting bigint NOT NULL DEFAULT 0,
    scanned_seq     bigint NOT NULL DEFAULT 0,
    settles_at      timestamptz,
    problem         text
);
COMMENT ON TABLE erasures IS 'steps: tables, then logs are renamed; Zoom forgets registrations; what comes late is renamed';
COMMENT ON COLUMN erasures.person IS 'what is looked for: id, name, addresses, ids at Zoom; gone as soon as it is found everywhere';
COMMENT ON COLUMN erasures.salt IS 'with the key that lies outside of the database it makes the pseudonyms; gone in the end';
COMMENT ON COLUMN erasures.hashes IS 'the pseudonyms of what may still come in late: keyed hashes; gone in the end';
COMMENT ON COLUMN erasures.scanned_seq IS 'up to this entry of this meeting the logs are looked through';
COMMENT ON COLUMN erasures.settles_at IS 'when all has come that Zoom may tell late';
CREATE INDEX ON erasures (requested_by);
CREATE INDEX ON erasures (id) WHERE person IS NOT NULL;

ALTER TABLE erasures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON erasures TO app_silo;
-- Without what is looked for.
GRANT SELECT (id, requested_at, requested_by, step, settles_at, problem) ON erasures TO app_user;
CREATE POLICY silo ON erasures TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY admin_reads ON erasures FOR SELECT TO app_user USING ((SELECT access.is_admin()));

ALTER TABLE meeting_registrants ADD COLUMN is_erased boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN meeting_registrants.is_erased IS 'of an erased person: to be cancelled at Zoom, and then to go';

-- Only the ids in an entry ever change, and what people have written in it, and only by access.rename_in_audit_log.
GRANT UPDATE (actor_id, subject_id, details) ON audit_log TO app_silo;

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- For admins, what an export has of registrations: with the links, which no policy gives to anybody.
CREATE FUNCTION registrations_to_export(person uuid) RETURNS TABLE (
    meeting text, number text, status text, registered_at timestamptz, registered_themselves boolean, denied_by_host boolean,
    zoom_registrant_id text, zoom_email text, join_url text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY
        SELECT meeting.title, meeting.zoom_meeting_id, one.status, one.registered_at, one.asked_themselves, one.denied_by_host,
            one.zoom_registrant_id, one.zoom_email, one.join_url
        FROM public.meeting_registrants one JOIN public.zoom_meetings meeting ON meeting.id = one.meeting_id
        WHERE one.user_id = person AND access.is_admin()
        ORDER BY one.registered_at, one.id;
END $$;

-- What Zoom has told of somebody, as it stands in the logs: of the connections that were known as theirs, and of any with
-- their address, registration or Zoom user in the meetings that they have to do with.
CREATE FUNCTION facts_to_export(person uuid) RETURNS TABLE (
    number bigint, happened text, at timestamptz, recorded_at timestamptz, told_by text, run text, user_id text,
    participant_uuid text, name text, email text, registrant_id text, participant_user_id text, zoom_user_id text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH theirs AS (
            SELECT DISTINCT meeting.zoom_meeting_id::bigint AS number, stay.zoom_participant_id AS connection
            FROM public.zoom_participants stay JOIN public.zoom_meetings meeting ON meeting.id = stay.meeting_id
            WHERE stay.user_id = person),
        known AS (
            SELECT email AS value FROM public.users WHERE id = person
            UNION SELECT users.zoom_user_id FROM public.users WHERE id = person
            UNION SELECT zoom_registrant_id FROM public.meeting_registrants one WHERE one.user_id = person
            UNION SELECT zoom_email FROM public.meeting_registrants one WHERE one.user_id = person),
        meetings AS (
            SELECT theirs.number FROM theirs
            UNION SELECT zoom_meeting_id::bigint FROM public.zoom_meetings meeting
            WHERE host_id = person
                OR class_id IN (SELECT class_id FROM public.class_enrollments WHERE student_id = person)
                OR id IN (SELECT meeting_id FROM public.meeting_registrants one WHERE one.user_id = person))
        SELECT entry.meeting, CASE entry.kind WHEN 3 THEN 'joined' ELSE 'left' END, entry.at, entry.recorded_at,
            CASE entry.source WHEN 1 THEN 'webhook' WHEN 2 THEN 'report' ELSE 'inferred' END, entry.run, entry.user_id,
            entry.connection, entry.name, entry.email, entry.registrant_id, entry.participant_user_id, entry.zoom_user_id
        FROM public.meeting_log entry
        WHERE access.is_admin() AND entry.kind IN (3, 4) AND entry.meeting IN (SELECT meetings.number FROM meetings)
            AND ((entry.meeting, coalesce(entry.connection, 'user ' || entry.user_id))
                    IN (SELECT theirs.number, theirs.connection FROM theirs)
                OR entry.email IN (SELECT value FROM known)
                OR entry.registrant_id IN (SELECT value FROM known)
                OR entry.participant_user_id IN (SELECT value FROM known)
                OR entry.zoom_user_id IN (SELECT value FROM known))
        ORDER BY entry.meeting, entry.seq;
END $$;

-- That they have a calendar feed, without the hash of its secret.
CREATE FUNCTION feed_to_export(person uuid) RETURNS TABLE (created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY SELECT feed.created_at FROM public.calendar_feeds feed WHERE feed.user_id = person AND access.is_admin();
END $$;

-- Without what names somebody else: ids of users, wherever they stand in it.
CREATE FUNCTION details_without_people(details jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(details)
        WHERE value #>> '{}' !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');

GRANT EXECUTE ON FUNCTION registrations_to_export(uuid), facts_to_export(uuid), feed_to_export(uuid),
    details_without_people(jsonb) TO app_user;

RESET ROLE;
SET LOCAL search_path = public;
