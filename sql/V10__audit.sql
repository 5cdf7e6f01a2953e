-- Who did what. Rows are added and never changed: nobody has a grant for it. Who gives or takes a role, a child, a class or
-- an identity is written by the database itself, whichever way it was changed.

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
COMMENT ON COLUMN audit_log.actor_id IS 'null: the program itself, or somebody who could not sign in';
COMMENT ON COLUMN audit_log.subject_id IS 'the user whom it is about; where rights change, who has them now or had them';
CREATE INDEX ON audit_log (at, id);

ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON audit_log TO app_silo;
GRANT SELECT ON audit_log TO app_user;
-- What a request does and no trigger sees, it writes itself: in the caller's name and at the time of its transaction.
GRANT INSERT (actor_id, action, meeting_id, occurrence_id, subject_id, details) ON audit_log TO app_user;

CREATE POLICY silo ON audit_log TO app_silo USING (true) WITH CHECK (true);
CREATE POLICY admin_reads ON audit_log FOR SELECT TO app_user USING ((SELECT access.is_admin()));
CREATE POLICY own_doing ON audit_log FOR INSERT TO app_user WITH CHECK (actor_id = (SELECT access.me()));

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- By triggers alone: nobody may call it in order to write what did not happen. In plpgsql, which keeps its plan: an import
-- calls it for thousands of rows.
CREATE FUNCTION audit(action text, subject uuid, details jsonb) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    INSERT INTO public.audit_log (actor_id, action, subject_id, details) VALUES (access.me(), action, subject, details);
END $$;

CREATE FUNCTION role_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM access.audit('roleGiven', NEW.id, jsonb_build_object('role', NEW.role));
    ELSE
        PERFORM access.audit('roleChanged', NEW.id, jsonb_build_object('from', OLD.role, 'to', NEW.role));
    END IF;
    RETURN NULL;
END $$;

-- Its arguments: what is linked, the column of whom it is linked to, its own column, and its name in the details.
-- A row that changes is one that goes and one that comes.
CREATE FUNCTION link_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    gone CONSTANT jsonb := to_jsonb(OLD);
    come CONSTANT jsonb := to_jsonb(NEW);
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM access.audit(TG_ARGV[0] || 'Unlinked', (gone ->> TG_ARGV[1])::uuid,
            jsonb_build_object(TG_ARGV[3], gone -> TG_ARGV[2]));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM access.audit(TG_ARGV[0] || 'Linked', (come ->> TG_ARGV[1])::uuid,
            jsonb_build_object(TG_ARGV[3], come -> TG_ARGV[2]));
    END IF;
    RETURN NULL;
END $$;

-- About the new teacher, or the old one where there is none any more.
CREATE FUNCTION teacher_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.audit('teacherChanged', coalesce(NEW.teacher_id, OLD.teacher_id), jsonb_build_object(
        'classId', coalesce(NEW.id, OLD.id), 'from', OLD.teacher_id, 'to', NEW.teacher_id));
    RETURN NULL;
END $$;

RESET ROLE;
SET LOCAL search_path = public;

-- Students and parents have no rights over others by their role, only by links, which are audited as well.
CREATE TRIGGER audits_role AFTER INSERT ON users
    FOR EACH ROW WHEN (NEW.role IN ('admin', 'teacher')) EXECUTE FUNCTION access.role_changed();
CREATE TRIGGER audits_role_change AFTER UPDATE ON users
    FOR EACH ROW WHEN (OLD.role <> NEW.role) EXECUTE FUNCTION access.role_changed();
CREATE TRIGGER audits_children AFTER INSERT OR DELETE OR UPDATE OF parent_id, student_id ON parent_children
    FOR EACH ROW EXECUTE FUNCTION access.link_changed('child', 'parent_id', 'student_id', 'studentId');
-- Not the token's subject: with some issuers it is an address.
CREATE TRIGGER audits_identities AFTER INSERT OR DELETE OR UPDATE ON user_identities
    FOR EACH ROW EXECUTE FUNCTION access.link_changed('identity', 'user_id', 'issuer', 'issuer');
CREATE TRIGGER audits_teacher AFTER INSERT ON classes
    FOR EACH ROW WHEN (NEW.teacher_id IS NOT NULL) EXECUTE FUNCTION access.teacher_changed();
CREATE TRIGGER audits_teacher_change AFTER UPDATE ON classes
    FOR EACH ROW WHEN (OLD.teacher_id IS DISTINCT FROM NEW.teacher_id) EXECUTE FUNCTION access.teacher_changed();
CREATE TRIGGER audits_teacher_removal AFTER DELETE ON classes
    FOR EACH ROW WHEN (OLD.teacher_id IS NOT NULL) EXECUTE FUNCTION access.teacher_changed();
