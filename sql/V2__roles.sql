-- The two roles under which the program works with its own tables: app_user for what a person asks for, app_silo for
-- what the silo does by itself. Nobody logs in as either; the login that migrates takes them on with SET ROLE.
--
-- Roles belong to the whole server, so that several databases may make them at the same moment, and on PostgreSQL 16
-- and later only those who administer a role may grant it. Hence: make and grant what is missing, then look again.
DO $roles$
DECLARE
    -- From 16 on a membership says by itself whether it allows SET ROLE. It does not also inherit: statements of a
    -- connection that forgot SET ROLE shall see no rows rather than all rows.
    settable CONSTANT text := CASE WHEN current_setting('server_version_num')::integer >= 160000
        THEN 'SET' ELSE 'MEMBER' END;
    membership CONSTANT text := CASE settable WHEN 'SET' THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END;
    attempts_max CONSTANT integer := 20;
    app_roles CONSTANT text[] := ARRAY['app_user', 'app_silo'];
    app_role text;
BEGIN
    FOREACH app_role IN ARRAY app_roles LOOP
        FOR attempt IN 1..attempts_max LOOP
            BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = app_role) THEN
                    EXECUTE format('CREATE ROLE %I NOLOGIN', app_role);
                END IF;
                IF NOT pg_has_role(current_user, app_role, settable) THEN
                    EXECUTE format('GRANT %I TO CURRENT_USER%s', app_role, membership);
                END IF;
                EXIT;
            EXCEPTION
                WHEN insufficient_privilege THEN
                    RAISE EXCEPTION USING
                        ERRCODE = 'insufficient_privilege',
                        MESSAGE = format(
                            'The login %1$I may not make or grant the roles app_user and app_silo. An administrator '
                            'has to run once: %2$sGRANT app_user, app_silo TO %1$I%3$s;',
                            current_user,
                            (SELECT string_agg(format('CREATE ROLE %I NOLOGIN; ', missing), '')
                                FROM unnest(app_roles) missing
                                WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = missing)),
                            membership);
                WHEN duplicate_object OR unique_violation OR internal_error THEN
                    -- Another database's migration was faster ("tuple concurrently updated" is an internal_error).
                    IF attempt = attempts_max THEN
                        RAISE;
                    END IF;
            END;
        END LOOP;
    END LOOP;
END
$roles$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO app_user, app_silo;

-- Functions of the program. They belong to app_silo, and most run as app_silo: they look past the policies of app_user.
CREATE SCHEMA access AUTHORIZATION app_silo;
SET LOCAL ROLE app_silo;
GRANT USAGE ON SCHEMA access TO app_user, SESSION_USER;
-- Else everybody could call what is made there, now and later. The login must, to make triggers.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO SESSION_USER;
RESET ROLE;
