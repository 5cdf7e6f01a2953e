-- Check-ins: a teacher opens one for a lesson, and the class's students enter its code. They stand beside the attendance that
-- comes from Zoom's reports, and change none of it.

CREATE TABLE check_ins (
    id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    class_id      uuid NOT NULL REFERENCES classes ON DELETE CASCADE,
    meeting_id    uuid REFERENCES zoom_meetings ON DELETE CASCADE,
    occurrence_id text,
    opened_by     uuid REFERENCES users ON DELETE SET NULL,
    opened_at     timestamptz NOT NULL DEFAULT now(),
    closes_at     timestamptz NOT NULL,
    secret        bytea NOT NULL DEFAULT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
                  CHECK (length(secret) = 32),
    UNIQUE (id, class_id),
    CHECK ((meeting_id IS NULL) = (occurrence_id IS NULL)),
    CHECK (closes_at >= opened_at)
);
COMMENT ON COLUMN check_ins.occurrence_id IS 'the lesson; it may be gone since. Null: the class had none';
COMMENT ON COLUMN check_ins.secret IS 'the codes come from it; it is made here, and no user reads it';
CREATE INDEX ON check_ins (class_id, opened_at);
CREATE INDEX ON check_ins (meeting_id);
CREATE INDEX ON check_ins (closes_at);

-- Which keys there were for hashes of addresses. The keys themselves lie in files, outside of the database and its backups.
CREATE TABLE ip_hash_keys (
    id         text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{16}$'),
    used_since timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN ip_hash_keys.id IS 'by which the key is known again, and nothing of it';

CREATE TABLE qr_checkins (
    id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    check_in_id   uuid NOT NULL,
    class_id      uuid NOT NULL,
    student_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    checked_in_at timestamptz NOT NULL DEFAULT now(),
    ip_hash       varchar(64) CHECK (ip_hash ~ '^[0-9a-f]{32}$'),
    key_id        text REFERENCES ip_hash_keys,
    UNIQUE (check_in_id, student_id),
    FOREIGN KEY (check_in_id, class_id) REFERENCES check_ins (id, class_id) ON DELETE CASCADE,
    CHECK ((ip_hash IS NULL) = (key_id IS NULL))
);
COMMENT ON COLUMN qr_checkins.ip_hash IS
    'Only to show a class''s teacher that several accounts checked in from one address within a short time. HMAC-SHA256 of the '
    'address (of IPv6 the first 64 bits) under a key kept outside of the database, its first 32 hex characters. Personal data '
    'still: no user reads it, and it is removed after a set time';
CREATE INDEX ON qr_checkins (ip_hash);
CREATE INDEX ON qr_checkins (key_id);
CREATE INDEX ON qr_checkins (class_id);
CREATE INDEX ON qr_checkins (student_id);
CREATE INDEX ON qr_checkins (checked_in_at) WHERE ip_hash IS NOT NULL;

-- How often somebody entered a code that was none, so that nobody tries them all.
CREATE TABLE check_in_misses (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    misses  integer NOT NULL DEFAULT 1,
    since   timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE check_ins ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ip_hash_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE qr_checkins ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE check_in_misses ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE, DELETE ON check_ins, ip_hash_keys, qr_checkins, check_in_misses TO app_silo;
-- Without the secret: the code of the moment comes from access.check_in_code.
GRANT SELECT (id, class_id, meeting_id, occurrence_id, opened_by, opened_at, closes_at),
    INSERT (id, class_id, meeting_id, occurrence_id, opened_by, closes_at), UPDATE (closes_at) ON check_ins TO app_user;
-- Without the hash, for anybody: what it is for comes from access.suspicions_of. Rows come from access.check_in alone.
GRANT SELECT (id, check_in_id, class_id, student_id, checked_in_at) ON qr_checkins TO app_user;

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- The check-ins in which the caller or a child of theirs checked in.
CREATE FUNCTION own_check_ins() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN array(SELECT check_in_id FROM public.qr_checkins WHERE student_id = ANY (access.my_students()));
END $$;

-- Those that the caller belongs to now, by themselves.
CREATE FUNCTION my_classes() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN array(
        SELECT class_id FROM public.class_enrollments
        WHERE student_id = access.me() AND enrolled_from <= now() AND (enrolled_to IS NULL OR enrolled_to > now()));
END $$;

CREATE FUNCTION supervises_check_in(check_in uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN access.is_admin() OR EXISTS (
        SELECT FROM public.check_ins WHERE id = check_in AND class_id = ANY (access.taught_classes()));
END $$;

-- RFC 2104, for keys of at most 64 bytes. (PostgreSQL has it in an extension, which is not installed everywhere.)
CREATE FUNCTION hmac_sha256(key bytea, message bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    inner_key bytea := decode(repeat('36', 64), 'hex');
    outer_key bytea := decode(repeat('5c', 64), 'hex');
BEGIN
    FOR i IN 0 .. length(key) - 1 LOOP
        inner_key := set_byte(inner_key, i, get_byte(key, i) # 54);
        outer_key := set_byte(outer_key, i, get_byte(key, i) # 92);
    END LOOP;
    RETURN sha256(outer_key || sha256(inner_key || message));
END $$;

-- Codes change every 30 seconds, and are accepted for 30 seconds more.
CREATE FUNCTION code_step(moment timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN floor(extract(epoch FROM moment) / 30)::bigint;

-- Six of 32 letters and digits that nobody takes for one another: 30 bits.
CREATE FUNCTION code_at(secret bytea, step bigint) RETURNS text LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    bits CONSTANT bigint :=
        ('x' || encode(substr(access.hmac_sha256(secret, int8send(step)), 1, 4), 'hex'))::bit(32)::bigint;
BEGIN
    RETURN (SELECT string_agg(
            substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (bits >> (5 * place) & 31)::integer + 1, 1), '' ORDER BY place)
        FROM generate_series(0, 5) place);
END $$;

-- The code of an open check-in at the moment, and until when it is shown and accepted: for the class's teacher and admins.
CREATE FUNCTION check_in_code(check_in uuid)
    RETURNS TABLE (code text, changes_at timestamptz, valid_until timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    step CONSTANT bigint := access.code_step(now());
BEGIN
    RETURN QUERY
        SELECT access.code_at(opened.secret, step), least(opened.closes_at, to_timestamp(30 * (step + 1))),
            least(opened.closes_at, to_timestamp(30 * (step + 2)))
        FROM public.check_ins opened
        WHERE opened.id = check_in AND opened.closes_at > now() AND access.supervises_check_in(check_in);
END $$;

-- The check-ins whose code this is or was in the last ten minutes, with how many steps ago; of classes other than these only
-- what is accepted now. Compared as hashes, so that the time it takes tells nothing about how much of it is right.
CREATE FUNCTION check_ins_by_code(given text, classes uuid[]) RETURNS TABLE (id uuid, class_id uuid, age integer, is_open boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    step CONSTANT bigint := access.code_step(now());
BEGIN
    RETURN QUERY
        SELECT opened.id, opened.class_id, ago, opened.closes_at > now()
        FROM public.check_ins opened,
            generate_series(0, CASE WHEN opened.class_id = ANY (classes) THEN 20 ELSE 1 END) ago
        WHERE opened.closes_at > now() - interval '10 minutes' AND step - ago >= access.code_step(opened.opened_at)
            AND sha256(convert_to(access.code_at(opened.secret, step - ago), 'UTF8')) = sha256(convert_to(given, 'UTF8'));
END $$;

-- Checks the caller in. The outcome: checkedIn; again; old, closed, notEnrolled; wrong, and after ten of these in ten minutes
-- tooMany. The row is that of the first time.
CREATE FUNCTION check_in(given text, address_hash text, address_key text) RETURNS TABLE (outcome text, id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    misses_max CONSTANT integer := 10;
    caller CONSTANT uuid := access.me();
    caller_classes CONSTANT uuid[] := access.my_classes();
    missed integer;
    opened record;
    earlier uuid;
BEGIN
    -- A miss until it turns out to be none: who tries many at once waits for themselves here.
    INSERT INTO public.check_in_misses AS mine (user_id) SELECT person.id FROM public.users person WHERE person.id = caller
    ON CONFLICT (user_id) DO UPDATE SET
        misses = CASE WHEN mine.since > now() - interval '10 minutes' THEN mine.misses + 1 ELSE 1 END,
        since = CASE WHEN mine.since > now() - interval '10 minutes' THEN mine.since ELSE now() END
    RETURNING mine.misses INTO missed;
    IF missed > misses_max THEN
        RETURN QUERY SELECT 'tooMany', NULL::uuid;
        RETURN;
    END IF;
    SELECT one.*, one.class_id = ANY (caller_classes) AS is_own INTO opened
    FROM access.check_ins_by_code(given, caller_classes) one
    ORDER BY is_own DESC, one.is_open DESC, one.age
    LIMIT 1;
    IF opened IS NULL THEN
        RETURN QUERY SELECT 'wrong', NULL::uuid;
        RETURN;
    END IF;
    DELETE FROM public.check_in_misses WHERE user_id = caller;
    IF NOT opened.is_own THEN
        RETURN QUERY SELECT 'notEnrolled', NULL::uuid;
        RETURN;
    END IF;
    SELECT done.id INTO earlier FROM public.qr_checkins done WHERE done.check_in_id = opened.id AND done.student_id = caller;
    IF earlier IS NOT NULL THEN
        RETURN QUERY SELECT 'again', earlier;
    ELSIF NOT opened.is_open THEN
        RETURN QUERY SELECT 'closed', NULL::uuid;
    ELSIF opened.age > 1 THEN
        RETURN QUERY SELECT 'old', NULL::uuid;
    ELSE
        INSERT INTO public.ip_hash_keys (id) SELECT address_key WHERE address_key IS NOT NULL ON CONFLICT DO NOTHING;
        RETURN QUERY
            INSERT INTO public.qr_checkins AS made (check_in_id, class_id, student_id, ip_hash, key_id)
            VALUES (opened.id, opened.class_id, caller, address_hash, address_key)
            RETURNING 'checkedIn', made.id;
    END IF;
END $$;

-- Who checked in from one address, each within five minutes of the one before. Who has a parent in common with another of them
-- is a sibling.
CREATE FUNCTION shared_addresses(check_in uuid)
    RETURNS TABLE (place bigint, student_id uuid, name text, checked_in_at timestamptz, is_sibling boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY
        WITH come AS (
            SELECT done.student_id, done.checked_in_at, done.key_id, done.ip_hash,
                done.checked_in_at - lag(done.checked_in_at) OVER one_address <= interval '5 minutes' AS is_soon_after
            FROM public.qr_checkins done
            WHERE done.check_in_id = check_in AND done.ip_hash IS NOT NULL
            WINDOW one_address AS (PARTITION BY done.key_id, done.ip_hash ORDER BY done.checked_in_at)),
        split AS (
            SELECT come.*, count(*) FILTER (WHERE is_soon_after IS NOT TRUE) OVER (
                PARTITION BY come.key_id, come.ip_hash ORDER BY come.checked_in_at) AS part
            FROM come),
        grouped AS (
            SELECT split.*, count(*) OVER together AS people, min(split.checked_in_at) OVER together AS begins
            FROM split
            WINDOW together AS (PARTITION BY split.key_id, split.ip_hash, split.part))
        SELECT dense_rank() OVER (ORDER BY one.begins, one.ip_hash), one.student_id, person.name, one.checked_in_at, EXISTS (
            SELECT FROM grouped other
                JOIN public.parent_children mine ON mine.student_id = one.student_id
                JOIN public.parent_children theirs ON theirs.student_id = other.student_id
            WHERE (other.key_id, other.ip_hash, other.part) = (one.key_id, one.ip_hash, one.part)
                AND other.student_id <> one.student_id AND theirs.parent_id = mine.parent_id)
        FROM grouped one JOIN public.users person ON person.id = one.student_id
        WHERE one.people > 1
        ORDER BY 1, one.checked_in_at, person.name;
END $$;

-- The same, for the class's teacher and admins. A hint: whole families and classrooms share an address.
CREATE FUNCTION suspicions_of(check_in uuid)
    RETURNS TABLE (place bigint, student_id uuid, name text, checked_in_at timestamptz, is_sibling boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$ BEGIN
    RETURN QUERY SELECT one.* FROM access.shared_addresses(check_in) one WHERE access.supervises_check_in(check_in);
END $$;

GRANT EXECUTE ON FUNCTION own_check_ins(), check_in_code(uuid), check_in(text, text, text), suspicions_of(uuid) TO app_user;

RESET ROLE;
SET LOCAL search_path = public;

CREATE POLICY silo ON check_ins TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY silo ON ip_hash_keys TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY silo ON qr_checkins TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY silo ON check_in_misses TO app_silo USING (true) WITH CHECK (true);

CREATE POLICY reads ON check_ins FOR SELECT TO app_user USING (
    class_id = ANY ((SELECT access.taught_classes())::uuid[])
    OR id = ANY ((SELECT access.own_check_ins())::uuid[])
    OR class_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
-- For a meeting of that class, or none: else it would show in the attendance of another one.
CREATE POLICY teacher_opens ON check_ins FOR INSERT TO app_user WITH CHECK (
    opened_by = (SELECT access.me())
    AND (class_id = ANY ((SELECT access.taught_classes())::uuid[]) OR (SELECT access.is_admin()))
    AND (meeting_id IS NULL
        OR meeting_id IN (SELECT id FROM zoom_meetings WHERE zoom_meetings.class_id = check_ins.class_id)));
CREATE POLICY teacher_closes ON check_ins FOR UPDATE TO app_user USING (
    class_id = ANY ((SELECT access.taught_classes())::uuid[]) OR (SELECT access.is_admin()));

CREATE POLICY reads ON qr_checkins FOR SELECT TO app_user USING (
    student_id = ANY ((SELECT access.my_students())::uuid[])
    OR class_id = ANY ((SELECT access.taught_classes())::uuid[])
    OR class_id BETWEEN (SELECT access.first_id()) AND (SELECT access.last_id()));
