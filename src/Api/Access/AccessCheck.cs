using Npgsql;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>
/// Row-level security binds neither superusers nor owners, nor those who may become such: where requests would run so,
/// the program does not serve.
/// </summary>
public static class AccessCheck
{
    const string BecomeUser = "SELECT set_config('role', 'app_user', true)";

    const string Obstacles = """
        SELECT 'app_user is a superuser. Run as an administrator: ALTER ROLE app_user NOSUPERUSER;'
        FROM pg_roles WHERE rolname = current_user AND rolsuper
        UNION ALL
        SELECT 'app_user bypasses row-level security. Run as an administrator: ALTER ROLE app_user NOBYPASSRLS;'
        FROM pg_roles WHERE rolname = current_user AND rolbypassrls
        UNION ALL
        SELECT 'app_user may act as app_silo, whom no policy binds. Run as an administrator: REVOKE app_silo FROM app_user;'
        WHERE pg_has_role(current_user, 'app_silo', 'MEMBER')
        UNION ALL
        SELECT format('app_user may act as %1$I, who owns the table %2$s. Give the table to the program''s login '
            '(ALTER TABLE %2$s OWNER TO %3$I;), and take from app_user every membership (REVOKE %1$I FROM app_user;).',
            relowner::regrole, oid::regclass, session_user)
        FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
            AND pg_has_role(current_user, relowner, 'MEMBER')
        UNION ALL
        SELECT format('Row-level security is not forced on the table %1$s. Run: ALTER TABLE %1$s '
            'ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;', oid::regclass)
        FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            AND NOT (relrowsecurity AND relforcerowsecurity)
        """;

    /// <exception cref="StartRefusedException">Requests of users would see more than their own.</exception>
    public static async Task CheckAccess(this WebApplication app)
    {
        var postgres = app.Services.GetRequiredService<PostgresHosting>();
        await using var connection = await postgres.Users.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(BecomeUser), new NpgsqlBatchCommand(Obstacles) },
        };
        await using var rows = await batch.ExecuteReaderAsync();
        await rows.NextResultAsync();
        if (await rows.ReadAsync())
            throw new StartRefusedException(
                $"Users would see each other's rows, so nothing is served. {rows.GetString(0)}");
    }
}
