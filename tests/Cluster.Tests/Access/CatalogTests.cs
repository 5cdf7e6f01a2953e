using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>What PostgreSQL's own catalog says about rights. Each query lists what is not as it should be.</summary>
public sealed class CatalogTests(MatrixSchool school) : IClassFixture<MatrixSchool>
{
    [PostgresTheory]
    [InlineData("tables without forced row-level security", """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            AND NOT (relrowsecurity AND relforcerowsecurity)
        """)]
    [InlineData("tables without a policy for app_silo", """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT EXISTS (
            SELECT FROM pg_policies WHERE tablename = relname AND schemaname = 'public' AND 'app_silo' = ANY (roles))
        """)]
    [InlineData("privileges of app_user that no policy narrows", """
        SELECT relname || ' ' || verb FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) verb
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            AND CASE verb WHEN 'DELETE' THEN has_table_privilege('app_user', oid, verb)
                ELSE has_any_column_privilege('app_user', oid, verb) END
            AND NOT EXISTS (
                SELECT FROM pg_policies
                WHERE tablename = relname AND schemaname = 'public' AND 'app_user' = ANY (roles) AND cmd IN (verb, 'ALL'))
        """)]
    [InlineData("policies for somebody else", """
        SELECT tablename || ' ' || policyname FROM pg_policies WHERE NOT roles <@ ARRAY['app_user', 'app_silo']::name[]
        """)]
    [InlineData("views that read as their owner", """
        SELECT relname FROM pg_class
        WHERE relnamespace IN ('public'::regnamespace, 'access'::regnamespace)
            AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce(reloptions && ARRAY['security_invoker=true', 'security_invoker=on'], false))
        """)]
    [InlineData("functions that run as their owner, without an empty search_path or as somebody else than app_silo", """
        SELECT oid::regprocedure::text FROM pg_proc
        WHERE prosecdef AND pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
            AND (proowner <> 'app_silo'::regrole OR NOT coalesce(proconfig @> ARRAY['search_path=""'], false))
        """)]
    [InlineData("functions that everybody may call", """
        SELECT oid::regprocedure::text FROM pg_proc
        WHERE pronamespace = 'access'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE')
        """)]
    [InlineData("schemas that are none of theirs", """
        SELECT nspname || ' ' || r FROM pg_namespace, unnest(ARRAY['app_user', 'app_silo']) r
        WHERE has_schema_privilege(r, oid, 'USAGE')
            AND nspname NOT IN ('public', 'access', 'pg_catalog', 'information_schema')
        """)]
    [InlineData("schemas in which they may make something", """
        SELECT nspname || ' ' || r FROM pg_namespace, unnest(ARRAY['app_user', 'app_silo']) r
        WHERE has_schema_privilege(r, oid, 'CREATE') AND (nspname, r) <> ('access', 'app_silo')
        """)]
    [InlineData("tables that are not the login's", """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND relowner <> current_user::regrole
        """)]
    [InlineData("rights over whole tables", """
        SELECT relname || ' ' || verb || ' ' || r
        FROM pg_class, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) verb, unnest(ARRAY['app_user', 'app_silo']) r
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND has_table_privilege(r, oid, verb)
        """)]
    [InlineData("roles that can do too much", """
        SELECT rolname FROM pg_roles
        WHERE rolname IN ('app_user', 'app_silo')
            AND (rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole OR rolcreatedb OR rolreplication
                OR oid IN (SELECT member FROM pg_auth_members))
        """)]
    public async Task There_are_no(string what, string query)
    {
        var found = await Read(school.Database.Source, query);

        Assert.True(found.Count == 0, $"There are {what}: {string.Join(", ", found)}.");
    }

    [PostgresFact]
    public async Task The_columns_that_users_get_are_these_and_no_others()
    {
        var withheld = await Read(school.Database.Source, """
            SELECT format('%s %s: %s', verb, relname, string_agg(attname, ' ' ORDER BY attnum))
            FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) verb
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
                AND has_any_column_privilege('app_user', pg_class.oid, verb)
                AND NOT has_column_privilege('app_user', pg_class.oid, attnum, verb)
            GROUP BY verb, relname
            """);

        Assert.Equal(
            [
                "INSERT audit_log: id at",
                "INSERT check_ins: opened_at secret",
                "SELECT check_ins: secret",
                "SELECT due_work: key revision look",
                "SELECT erasures: person salt hashes scanned_meeting scanned_seq",
                "SELECT meeting_registrants: join_url asked_themselves zoom_email is_uncertain failures last_error "
                    + "retry_at registrations_made changes_made made_on revision approved_by_host is_erased",
                "SELECT qr_checkins: ip_hash key_id",
                "SELECT quarantined_events: body",
                "SELECT users: sex",
                "SELECT zoom_meetings: join_url password",
                "UPDATE check_ins: id class_id meeting_id occurrence_id opened_by opened_at secret",
                "UPDATE classes: id created_at",
                "UPDATE meeting_creations: id user_id request_hash host_id zoom_host topic zoom_type start_time duration begun_at",
                "UPDATE retention_policies: kind place rows_so_far last_run_at last_run_rows",
                "UPDATE users: id created_at",
                "UPDATE zoom_meetings: id zoom_meeting_id meeting_type join_url password created_at",
            ],
            withheld.Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task The_silo_changes_no_audit_log_and_keeps_the_one_row_of_settings()
    {
        var lacking = await Read(school.Database.Source, """
            SELECT relname || ' ' || verb FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) verb
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT has_table_privilege('app_silo', oid, verb)
            """);

        Assert.Equal(
            [
                "audit_log UPDATE", "retention_policies DELETE", "retention_policies INSERT", "school_settings DELETE",
                "school_settings INSERT",
            ],
            lacking.Order(StringComparer.Ordinal));
    }

    [PostgresTheory]
    [InlineData("UPDATE audit_log SET action = 'nothing'")]
    [InlineData("TRUNCATE audit_log")]
    [InlineData("ALTER TABLE audit_log DISABLE ROW LEVEL SECURITY")]
    [InlineData("DROP POLICY reads ON users")]
    [InlineData("CREATE TABLE public.mine ()")]
    [InlineData("SELECT * FROM orleans.grain_state")]
    [InlineData("SELECT * FROM evolve.changelog")]
    public async Task The_silo_cannot(string statement)
    {
        await using var connection = await school.Database.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"SET ROLE app_silo; {statement}", connection);

        var refusal = await Assert.ThrowsAsync<PostgresException>(command.ExecuteNonQueryAsync);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    /// <summary>A database copied from a template has not its privileges, so this one is migrated itself.</summary>
    [PostgresFact]
    public async Task Users_make_no_temporary_tables()
    {
        await using var database = await TestDatabase.CreateEmpty();

        await Migrations.Apply(database.Source, NullLogger.Instance);

        Assert.Empty(await Read(database.Source, """
            SELECT r FROM unnest(ARRAY['app_user', 'app_silo']) r
            WHERE has_database_privilege(r, current_database(), 'TEMPORARY, CREATE')
            """));
    }

    static async Task<List<string>> Read(NpgsqlDataSource source, string query)
    {
        await using var command = source.CreateCommand(query);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
            found.Add(rows.GetString(0));
        return found;
    }
}
