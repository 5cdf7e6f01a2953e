using Microsoft.Extensions.Logging.Abstractions;
using ZoomOrleans.Bench.Load;
using ZoomOrleans.Bench.Machine;
using ZoomOrleans.Bench.Servers;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Bench.Ingest;

/// <summary>
/// The product as two processes, one for requests and one for grains, on a PostgreSQL of their own: two clusters on one database
/// would take each other's work.
/// </summary>
sealed class Pair : IAsyncDisposable
{
    readonly DiskDirectory _directory = new();
    readonly Lessons _lessons;
    EmbeddedPostgres? _postgres;
    Rivals? _rivals;
    ServerProcess[] _servers = [];

    Pair(Lessons lessons) => _lessons = lessons;

    public static async Task<Pair> Start(Lessons lessons)
    {
        var pair = new Pair(lessons);
        pair._postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { DataDirectory = pair._directory.Path }, NullLogger.Instance, CancellationToken.None);
        pair._rivals = new Rivals(pair._postgres.ConnectionString);
        pair._servers = await pair._rivals.ProductInTwo();
        await SchoolTables.Write(pair._postgres.ConnectionString, lessons);
        return pair;
    }

    public Contender Enter(BenchSettings settings) => new(
        "two processes", _servers, new RequestMaker(_lessons, _rivals!.Secret, settings.Connections), settings.Connections,
        _postgres!.PostmasterId);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _directory.Dispose();
    }
}
