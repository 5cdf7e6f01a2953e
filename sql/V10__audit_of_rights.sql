-- Who gives or takes a role, a child, a class or an identity is written to the audit log by the database itself, whichever way it was changed.

-- What a request does and no trigger sees, it writes itself: in the caller's name and at the time of its transaction.
GRANT INSERT (actor_id, action, meeting_id, occurrence_id, subject_id, details) ON audit_log TO app_user;
CREATE POLICY own_doing ON audit_log FOR INSERT TO app_user WITH CHECK (actor_id = (SELECT access.me()));

COMMENT ON COLUMN audit_log.actor_id IS 'null: the program itself, or somebody who could not sign in';
COMMENT ON COLUMN audit_log.subject_id IS 'the user whom it is about; where rights change, who has them now or had them';

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- In plpgsql, which keeps its plan: an import calls it for thousands of rows.
CREATE FUNCTION audit(action text, subject uuid, details jsonb) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    INSERT INTO public.audit_log (actor_id, action, subject_id, details) VALUES (access.me(), action, subject, details);
END $$;

CREATE FUNCTION role_given() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.audit('roleGiven', NEW.id, jsonb_build_object('role', NEW.role));
    RETURN NULL;
END $$;

CREATE FUNCTION role_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM access.audit('roleChanged', NEW.id, jsonb_build_object('from', OLD.role, 'to', NEW.role));
    RETURN NULL;
END $$;

-- A row that changes is one that goes and one that comes.
CREATE FUNCTION child_linked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM access.audit('childUnlinked', OLD.parent_id, jsonb_build_object('studentId', OLD.student_id));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM access.audit('childLinked', NEW.parent_id, jsonb_build_object('studentId', NEW.student_id));
    END IF;
    RETURN NULL;
END $$;

-- Not the token's subject: with some issuers it is an address.
CREATE FUNCTION identity_linked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM access.audit('identityUnlinked', OLD.user_id, jsonb_build_object('issuer', OLD.issuer));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM access.audit('identityLinked', NEW.user_id, jsonb_build_object('issuer', NEW.issuer));
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

-- By triggers alone: nobody calls it in order to write what did not happen.
REVOKE EXECUTE ON FUNCTION audit(text, uuid, jsonb) FROM PUBLIC;

RESET ROLE;
SET LOCAL search_path = public;

-- Students and parents have no rights over others by their role, only by links, which are audited as well.
CREATE TRIGGER audits_role AFTER INSERT ON users
    FOR EACH ROW WHEN (NEW.role IN ('admin', 'teacher')) EXECUTE FUNCTION access.role_given();
CREATE TRIGGER audits_role_change AFTER UPDATE ON users
    FOR EACH ROW WHEN (OLD.role <> NEW.role) EXECUTE FUNCTION access.role_changed();
CREATE TRIGGER audits_children AFTER INSERT OR DELETE OR UPDATE OF parent_id, student_id ON parent_children
    FOR EACH ROW EXECUTE FUNCTION access.child_linked();
CREATE TRIGGER audits_identities AFTER INSERT OR DELETE OR UPDATE ON user_identities
    FOR EACH ROW EXECUTE FUNCTION access.identity_linked();
CREATE TRIGGER audits_teacher AFTER INSERT ON classes
    FOR EACH ROW WHEN (NEW.teacher_id IS NOT NULL) EXECUTE FUNCTION access.teacher_changed();
CREATE TRIGGER audits_teacher_change AFTER UPDATE ON classes
    FOR EACH ROW WHEN (OLD.teacher_id IS DISTINCT FROM NEW.teacher_id) EXECUTE FUNCTION access.teacher_changed();
CREATE TRIGGER audits_teacher_removal AFTER DELETE ON classes
    FOR EACH ROW WHEN (OLD.teacher_id IS NOT NULL) EXECUTE FUNCTION access.teacher_changed();
