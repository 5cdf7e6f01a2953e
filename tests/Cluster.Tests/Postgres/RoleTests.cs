using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>The roles belong to a whole server, so each of these tests needs one that has none yet.</summary>
public sealed class RoleTests
{
    const int Databases = 6;

    [PostgresTheory]
    [InlineData("SELECT 1", "CREATE ROLE app_user")]
    [InlineData("CREATE ROLE app_user; CREATE ROLE app_silo", "GRANT app_user TO zoomorleans")]
    public async Task Databases_that_are_migrated_at_once_share_the_roles(string before, string meanwhile)
    {
        using var own = new OwnServer();
        await using var server = await own.Start();
        await Statements.Run(server.ConnectionString, before);
        var sources = new List<NpgsqlDataSource>();
        for (var i = 0; i < Databases; i++)
            sources.Add(await NewDatabase(server, $"school{i}", Provision.Login));

        // Holds all of them at the statement that only one can be the first with.
        await using var holder = new NpgsqlConnection(server.ConnectionString);
        await holder.OpenAsync();
        await using var held = await holder.BeginTransactionAsync();
        await new NpgsqlCommand(meanwhile, holder).ExecuteNonQueryAsync();
        var migrations = sources
            .Select(source => Task.Run(() => Migrations.Apply(source, NullLogger.Instance))).ToList();
        await Wait.Until(() => Waiting(server) == Databases, "all migrations met");
        await held.RollbackAsync();
        await Task.WhenAll(migrations);

        foreach (var source in sources)
        {
            Assert.Equal("app_silo", await As("app_silo", source));
            await source.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task A_login_that_may_not_make_roles_says_what_an_administrator_has_to_run()
    {
        using var own = new OwnServer();
        await using var server = await own.Start();
        await Statements.Run(server.AdminConnectionString, "CREATE ROLE plain LOGIN PASSWORD 'plain'");
        await using var source = await NewDatabase(server, "school", "plain");

        var refusal = await Assert.ThrowsAsync<MigrationException>(
            () => Migrations.Apply(source, NullLogger.Instance));
        await Statements.Run(server.AdminConnectionString, refusal.Message.Split("run once: ")[1]);
        await Migrations.Apply(source, NullLogger.Instance);

        Assert.Contains("GRANT app_user, app_silo TO plain", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("app_user", await As("app_user", source));
    }

    static long Waiting(EmbeddedPostgres server) =>
        (long)Statements.Run(
            server.AdminConnectionString, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            .GetAwaiter().GetResult()!;

    static async Task<object?> As(string role, NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand($"SET ROLE {role}; SELECT current_user::text");
        return await command.ExecuteScalarAsync();
    }

    static async Task<NpgsqlDataSource> NewDatabase(EmbeddedPostgres server, string name, string owner)
    {
        await Statements.Run(server.AdminConnectionString, $"CREATE DATABASE {name} OWNER {owner}");
        var text = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, Pooling = false };
        if (owner == Provision.Login)
            return NpgsqlDataSource.Create(text.ConnectionString);

        // The databases made here have a schema public of the program's own login.
        text.Username = text.Password = owner;
        var admin = new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = name };
        await Statements.Run(admin.ConnectionString, $"ALTER SCHEMA public OWNER TO {owner}");
        return NpgsqlDataSource.Create(text.ConnectionString);
    }
}
