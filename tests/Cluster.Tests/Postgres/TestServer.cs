using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>The one PostgreSQL of a test run; started by the first test that wants a database.</summary>
static class TestServer
{
    const string Template = "migrated";

    static readonly Lazy<Task<EmbeddedPostgres>> Started = new(Start);

    static readonly Lazy<Task> Migrated = new(MakeTemplate);

    public static Task<EmbeddedPostgres> Get() => Started.Value;

    /// <summary>A database with all migrations, copied because that is faster than applying them.</summary>
    public static async Task CreateMigrated(string name)
    {
        await Migrated.Value;
        await AsAdmin($"CREATE DATABASE {name} TEMPLATE {Template} OWNER {Provision.Login}");
    }

    public static Task CreateEmpty(string name) => AsAdmin($"CREATE DATABASE {name} OWNER {Provision.Login}");

    public static Task Drop(string name) => AsAdmin($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    public static async Task Stop()
    {
        if (!Started.IsValueCreated || !Started.Value.IsCompletedSuccessfully)
            return;

        var server = await Started.Value;
        await server.DisposeAsync();
        Directory.Delete(server.DataDirectory, recursive: true);
    }

    static async Task<EmbeddedPostgres> Start()
    {
        TestDirectory.RemoveLeftovers();
        var options = new EmbeddedPostgresOptions { DataDirectory = TestDirectory.New() };
        return await EmbeddedPostgres.Start(options, NullLogger.Instance, CancellationToken.None);
    }

    static async Task MakeTemplate()
    {
        await CreateEmpty(Template);
        var text = new NpgsqlConnectionStringBuilder((await Get()).ConnectionString)
        {
            Database = Template,
            // A database that anybody is connected to cannot be copied.
            Pooling = false,
        };
        await using var database = NpgsqlDataSource.Create(text.ConnectionString);
        await Migrations.Apply(database, NullLogger.Instance);
    }

    static async Task AsAdmin(string statement)
    {
        await using var admin = new NpgsqlConnection((await Get()).AdminConnectionString);
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand(statement, admin);
        await command.ExecuteNonQueryAsync();
    }
}
