-- What is done at Zoom, past the program, and finds its way here.

-- Zoom gives notice that something changed there; what it is, the work finds out by looking.
ALTER TABLE due_work ADD COLUMN look boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN due_work.look IS 'Zoom has given notice since the work looked there';

ALTER TABLE meeting_registrants ADD COLUMN denied_at_zoom timestamptz;
COMMENT ON COLUMN meeting_registrants.denied_at_zoom IS
    'since when it is known that somebody denied or cancelled them in Zoom: they are not registered again until somebody approves them, or they come back to the class';

SET LOCAL ROLE app_silo;
SET LOCAL search_path = access;

-- Whatever the host decides here takes the place of what was decided there. Who registers for the meeting at the moment has
-- not seen it, and must not write over it.
CREATE FUNCTION decided_here() RETURNS trigger LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
    NEW.denied_at_zoom := NULL;
    NEW.revision := OLD.revision + 1;
    RETURN NEW;
END $$;

RESET ROLE;
SET LOCAL search_path = public;

CREATE TRIGGER decided_here BEFORE UPDATE OF denied_by_host ON meeting_registrants
    FOR EACH ROW EXECUTE FUNCTION access.decided_here();
