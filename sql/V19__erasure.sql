-- A person's data: their export, as far as no policy gives the rows to anybody, and their erasure.

-- Whom nothing tells of any more. The id is the one that takes the place of theirs.
CREATE TABLE erasures (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    requested_at    timestamptz NOT NULL DEFAULT now(),
    requested_by    uuid REFERENCES users ON DELETE SET NULL,
    step            text NOT NULL DEFAULT 'tables' CHECK (step IN ('tables', 'logs', 'zoom', 'settling', 'done')),
    person          jsonb CHECK (step NOT IN ('zoom', 'done') OR person IS NULL),
    salt            bytea DEFAULT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
                    CHECK ((step = 'done') = (salt IS NULL)),
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
CREATE INDEX ON erasures (requested_at) WHERE step = 'logs';

ALTER TABLE erasures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON erasures TO app_silo;
-- Without what is looked for.
GRANT SELECT (id, requested_at, requested_by, step, settles_at, problem) ON erasures TO app_user;
CREATE POLICY silo ON erasures TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY admin_reads ON erasures FOR SELECT TO app_user USING ((SELECT access.is_admin()));

ALTER TABLE meeting_registrants ADD COLUMN is_erased boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN meeting_registrants.is_erased IS 'of an erased person: to be cancelled at Zoom, and then to go';

-- Of an entry nothing ever changes but who somebody is whose data is erased.
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
CREATE FUNCTION facts_about(person uuid) RETURNS TABLE (
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
        WHERE entry.kind IN (3, 4) AND entry.meeting IN (SELECT meetings.number FROM meetings)
            AND ((entry.meeting, coalesce(entry.connection, 'user ' || entry.user_id))
                    IN (SELECT theirs.number, theirs.connection FROM theirs)
                OR entry.email IN (SELECT value FROM known)
                OR entry.registrant_id IN (SELECT value FROM known)
                OR entry.participant_user_id IN (SELECT value FROM known)
                OR entry.zoom_user_id IN (SELECT value FROM known))
        ORDER BY entry.meeting, entry.seq;
END $$;

-- The same, for admins.
CREATE FUNCTION facts_to_export(person uuid) RETURNS TABLE (
    number bigint, happened text, at timestamptz, recorded_at timestamptz, told_by text, run text, user_id text,
    participant_uuid text, name text, email text, registrant_id text, participant_user_id text, zoom_user_id text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY SELECT one.* FROM access.facts_about(person) one WHERE access.is_admin();
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

-- Somebody is to be forgotten. At once they can sign in no more, and nobody reads their calendar; the program does the rest.
-- The id is the one that takes the place of theirs; null where there is nobody. Asked for again, it is the same.
CREATE FUNCTION begin_erasure(whom uuid) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    erasure CONSTANT uuid := (SELECT id FROM public.erasures WHERE person ->> 'userId' = whom::text);
    known public.users;
    made uuid;
BEGIN
    -- Of two who ask at once, the second waits here.
    SELECT * INTO known FROM public.users WHERE id = whom FOR UPDATE;
    IF erasure IS NOT NULL OR known.id IS NULL THEN
        RETURN erasure;
    END IF;
    INSERT INTO public.erasures (requested_by, person) VALUES (access.me(), jsonb_build_object(
        'userId', known.id, 'name', known.name, 'email', known.email, 'zoomUserId', known.zoom_user_id,
        'isNameTheirs', NOT EXISTS (
            SELECT FROM public.users other WHERE lower(other.name) = lower(known.name) AND other.id <> known.id),
        'values', (SELECT jsonb_agg(DISTINCT value) FROM (
            SELECT known.email UNION SELECT known.zoom_user_id
            UNION SELECT user_identities.subject FROM public.user_identities WHERE user_id = known.id
            UNION SELECT zoom_registrant_id FROM public.meeting_registrants WHERE user_id = known.id
            UNION SELECT zoom_email FROM public.meeting_registrants WHERE user_id = known.id
            UNION SELECT join_url FROM public.meeting_registrants WHERE user_id = known.id
            UNION SELECT stay.email FROM public.zoom_participants stay WHERE user_id = known.id
                AND NOT EXISTS (SELECT FROM public.users other WHERE other.email = stay.email AND other.id <> known.id)
            ) one (value) WHERE value <> '')))
    RETURNING id INTO made;
    DELETE FROM public.user_identities WHERE user_id = whom;
    DELETE FROM public.calendar_feeds WHERE user_id = whom;
    DELETE FROM public.idempotency_keys WHERE user_id = whom;
    INSERT INTO public.audit_log (actor_id, action, subject_id) VALUES (access.me(), 'erase', whom);
    INSERT INTO public.due_work (kind, key, due_at) VALUES ('erasure', made::text, now());
    RETURN made;
END $$;

-- The same, for admins.
CREATE FUNCTION erase_user(whom uuid) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF NOT access.is_admin() OR whom = access.me() THEN
        RAISE insufficient_privilege USING MESSAGE = 'people are erased by an admin, and nobody by themselves';
    END IF;
    RETURN access.begin_erasure(whom);
END $$;

-- Nobody changes an entry, but who erases somebody: of the columns that they may change.
CREATE FUNCTION guard_audit_log() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
    IF coalesce(current_setting('app.erasing', true), '') <> 'on' THEN
        RAISE insufficient_privilege USING MESSAGE = 'entries of the audit log are not changed';
    END IF;
    RETURN NEW;
END $$;

-- One user in the place of another, in all rows that refer to the one, who goes. What a class has counts them still.
CREATE FUNCTION rename_user(former uuid, other uuid, new_name text, new_email text, new_zoom_user text) RETURNS void
    LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
    link record;
    their_classes CONSTANT uuid[] := array(SELECT class_id FROM public.class_enrollments WHERE student_id = former);
BEGIN
    PERFORM set_config('app.defer_due', 'on', true), set_config('app.erasing', 'on', true);
    -- Nobody is an admin who cannot sign in.
    INSERT INTO public.users (id, name, email, role, zoom_user_id, sex, created_at)
    SELECT other, new_name, new_email, CASE role WHEN 'admin' THEN 'teacher' ELSE role END, new_zoom_user, sex, created_at
    FROM public.users WHERE id = former;
    DELETE FROM public.class_enrollments WHERE student_id = former AND enrolled_from >= now();
    UPDATE public.class_enrollments SET enrolled_to = now()
    WHERE student_id = former AND (enrolled_to IS NULL OR enrolled_to > now());
    DELETE FROM public.parent_children WHERE former IN (parent_id, student_id);
    FOR link IN
        SELECT conrelid::regclass AS from_table, attname AS from_column
        FROM pg_catalog.pg_constraint JOIN pg_catalog.pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE contype = 'f' AND confrelid = 'public.users'::regclass
        ORDER BY conrelid <> 'public.zoom_meetings'::regclass, conrelid
    LOOP
        EXECUTE format('UPDATE %s SET %I = $1 WHERE %2$I = $2', link.from_table, link.from_column) USING other, former;
    END LOOP;
    UPDATE public.attendance_records SET override_by = other WHERE override_by = former;
    UPDATE public.qr_checkins SET ip_hash = NULL, key_id = NULL WHERE student_id = other;
    DELETE FROM public.users WHERE id = former;
    UPDATE public.audit_log SET actor_id = other WHERE actor_id = former;
    UPDATE public.audit_log SET subject_id = other WHERE subject_id = former;
    -- Whom Zoom has registered for what is still to come is to be cancelled there.
    UPDATE public.meeting_registrants one SET is_erased = true, join_url = NULL
    FROM public.zoom_meetings meeting
    WHERE one.user_id = other AND meeting.id = one.meeting_id AND access.takes_registrations(meeting, now())
        AND (one.zoom_registrant_id IS NOT NULL OR one.is_uncertain);
    UPDATE public.meeting_registrants SET join_url = NULL, zoom_email = NULL, last_error = NULL
    WHERE user_id = other AND NOT is_erased;
    PERFORM access.make_due_for(their_classes, ARRAY[other]);
END $$;

-- One word in the place of another in whatever people and Zoom have written: patterns, and what takes the place of each.
CREATE FUNCTION renamed(content text, patterns text[], replacements text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE
AS $$ BEGIN
    FOR i IN 1 .. cardinality(patterns) LOOP
        content := regexp_replace(content, patterns[i], replacements[i], 'gi');
    END LOOP;
    RETURN content;
END $$;

-- In all columns that hold text and may be changed, but for those that are renamed value by value.
CREATE FUNCTION rename_in_texts(patterns text[], replacements text[]) RETURNS void LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
    one record;
    any_of_them CONSTANT text := array_to_string(patterns, '|');
BEGIN
    PERFORM set_config('app.erasing', 'on', true);
    FOR one IN
        SELECT attrelid::regclass AS in_table, attname AS in_column, atttypid::regtype AS of_type
        FROM pg_catalog.pg_attribute JOIN pg_catalog.pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
            AND atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype)
            AND relname NOT IN ('users', 'meeting_log', 'zoom_participants', 'erasures', 'quarantined_events')
            AND (relname, attname) NOT IN (('meeting_registrants', 'zoom_registrant_id'), ('meeting_registrants', 'zoom_email'))
            AND has_column_privilege(attrelid, attnum, 'UPDATE')
        ORDER BY relname <> 'zoom_meetings', relname
    LOOP
        EXECUTE format(
            'UPDATE %s SET %I = access.renamed(%2$I::text, $1, $2)::%s WHERE %2$I::text ~* $3',
            one.in_table, one.in_column, one.of_type) USING patterns, replacements, any_of_them;
    END LOOP;
    -- Nobody could read these; what looks like a name in one that tells of them is theirs.
    UPDATE public.quarantined_events
    SET body = regexp_replace(access.renamed(body, patterns, replacements),
        '"(user_name|first_name|last_name|phone_number|comments|address|city)"\s*:\s*"(\\.|[^"\\])*"', '"\1":""', 'g')
    WHERE body ~* any_of_them;
END $$;

GRANT EXECUTE ON FUNCTION erase_user(uuid) TO app_user;
GRANT EXECUTE ON FUNCTION registrations_to_export(uuid), facts_to_export(uuid), feed_to_export(uuid),
    details_without_people(jsonb) TO app_user;

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER guard BEFORE UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION access.guard_audit_log();
