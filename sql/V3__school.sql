-- People, classes, and who belongs to whom.

-- The order in which people look for names: Ñ beside N, "de la Cruz" among the Ds, on pages and in files. It is the one of
-- .NET's invariant culture and of browsers, by which the live page sorts. A server without ICU has only that of the codes.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') THEN
        CREATE COLLATION by_name (provider = icu, locale = 'und');
    ELSE
        CREATE COLLATION by_name FROM "C";
    END IF;
END
$$;

CREATE TABLE users (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name         text COLLATE by_name NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    email        text NOT NULL CHECK (email = lower(trim(email)) AND length(email) BETWEEN 3 AND 320),
    role         text NOT NULL CHECK (role IN ('admin', 'teacher', 'student', 'parent')),
    zoom_user_id text UNIQUE,
    sex          text CHECK (sex IN ('male', 'female')),
    created_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (email)
);
COMMENT ON COLUMN users.sex IS 'for the forms that ask for it, such as School Form 2; null: not told';

-- Which user a token's (issuer, subject) stands for.
CREATE TABLE user_identities (
    issuer  text NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX ON user_identities (user_id);

CREATE TABLE classes (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name       text COLLATE by_name NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    teacher_id uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON classes (teacher_id);

-- A student may leave a class and come back: one row per membership, half-open in time.
CREATE TABLE class_enrollments (
    class_id      uuid NOT NULL REFERENCES classes ON DELETE CASCADE,
    student_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    enrolled_from timestamptz NOT NULL,
    enrolled_to   timestamptz,
    PRIMARY KEY (class_id, student_id, enrolled_from),
    CHECK (enrolled_to > enrolled_from)
);
CREATE UNIQUE INDEX one_lasting_enrolment ON class_enrollments (class_id, student_id) WHERE enrolled_to IS NULL;
CREATE INDEX ON class_enrollments (student_id);

CREATE TABLE parent_children (
    parent_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    student_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    relationship text NOT NULL DEFAULT 'guardian',
    PRIMARY KEY (parent_id, student_id),
    CHECK (parent_id <> student_id)
);
CREATE INDEX ON parent_children (student_id);
