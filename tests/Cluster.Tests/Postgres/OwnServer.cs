using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>A directory with one embedded instance, for the tests of a class; made by the first of them.</summary>
public sealed class OwnServer : IDisposable
{
    public string Directory { get; } = TestDirectory.New();

    internal InstanceFiles Files => new(Directory);

    public Task<EmbeddedPostgres> Start() =>
        EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { DataDirectory = Directory }, NullLogger.Instance, CancellationToken.None);

    public void Dispose()
    {
        if (System.IO.Directory.Exists(Directory))
            System.IO.Directory.Delete(Directory, recursive: true);
    }
}

static class Statements
{
    // Pooled connections would outlive the server that they belong to.
    public static async Task<object?> Run(string connection, string statement)
    {
        await using var opened = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(statement, opened);
        return await command.ExecuteScalarAsync();
    }
}
