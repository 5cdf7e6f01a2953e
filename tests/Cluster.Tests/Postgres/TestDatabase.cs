using Npgsql;

namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>
/// A database of the test's own on a real PostgreSQL, dropped at the end:
/// <c>await using var db = await TestDatabase.Create();</c> in a test marked <see cref="PostgresFactAttribute"/>.
/// </summary>
sealed class TestDatabase : IAsyncDisposable
{
    readonly string _name;

    TestDatabase(string name, string connection, string adminConnection)
    {
        _name = name;
        ConnectionString = On(name, connection);
        AdminConnectionString = On(name, adminConnection);
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>As the program's own login.</summary>
    public string ConnectionString { get; }

    /// <summary>As the superuser, who sees all rows whatever their policies.</summary>
    public string AdminConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>A database with all migrations applied.</summary>
    public static Task<TestDatabase> Create() => Create(TestServer.CreateMigrated);

    /// <summary>A database before its first migration.</summary>
    public static Task<TestDatabase> CreateEmpty() => Create(TestServer.CreateEmpty);

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        NpgsqlConnection.ClearPool(new NpgsqlConnection(AdminConnectionString));
        await TestServer.Drop(_name);
    }

    static async Task<TestDatabase> Create(Func<string, Task> create)
    {
        var server = await TestServer.Get();
        var name = $"test_{Guid.NewGuid():N}";
        await create(name);
        return new TestDatabase(name, server.ConnectionString, server.AdminConnectionString);
    }

    static string On(string database, string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Database = database }.ConnectionString;
}
