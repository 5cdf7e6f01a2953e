using Npgsql;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>The program's own login and database in an instance. It may make roles, but is no superuser.</summary>
static class Provision
{
    public const string Login = "zoomorleans";

    public const string Database = "zoomorleans";

    public static async Task<bool> IsDone(string loginConnection, CancellationToken ct)
    {
        try
        {
            await using var login = await Open(loginConnection, Database, ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    /// <summary>Makes what is missing; an earlier attempt may have got anywhere.</summary>
    public static async Task Run(string adminConnection, string loginPassword, CancellationToken ct)
    {
        await using (var template = await Open(adminConnection, "template1", ct))
        {
            var exists = await Exists(template, "SELECT FROM pg_roles WHERE rolname = $1", Login, ct);
            var verb = exists ? "ALTER" : "CREATE";
            // NOINHERIT: what the granted roles may do is open only to those who SET ROLE. Such a login has no share in
            // pg_database_owner on PostgreSQL 15, so it gets the schema, here and in each database made from this one.
            await Execute(
                template,
                $"""
                {verb} ROLE {Login} LOGIN CREATEROLE NOINHERIT PASSWORD '{loginPassword}';
                ALTER SCHEMA public OWNER TO {Login};
                """,
                ct);
        }

        await using var maintenance = await Open(adminConnection, "postgres", ct);
        if (!await Exists(maintenance, "SELECT FROM pg_database WHERE datname = $1", Database, ct))
            await Execute(maintenance, $"CREATE DATABASE {Database} OWNER {Login}", ct);
    }

    static async Task<NpgsqlConnection> Open(string connection, string database, CancellationToken ct)
    {
        var text = new NpgsqlConnectionStringBuilder(connection) { Database = database, Pooling = false };
        var opened = new NpgsqlConnection(text.ConnectionString);
        await opened.OpenAsync(ct);
        return opened;
    }

    static async Task<bool> Exists(NpgsqlConnection connection, string query, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new() { Value = name } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct);
    }

    static async Task Execute(NpgsqlConnection connection, string statement, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
