using System.Runtime.Versioning;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Crash;

/// <summary>A PostgreSQL that a test takes away from a running program, and gives back at the same address.</summary>
[UnsupportedOSPlatform("windows")]
sealed class StoppableServer : IAsyncDisposable
{
    readonly OwnServer _own;
    readonly EmbeddedPostgres _server;
    readonly ServerAccount _account;
    readonly string _pgCtl;

    StoppableServer(OwnServer own, EmbeddedPostgres server, ServerAccount account, string pgCtl) =>
        (_own, _server, _account, _pgCtl) = (own, server, account, pgCtl);

    public string ConnectionString => _server.ConnectionString;

    /// <summary>The superuser's, in the program's database.</summary>
    public string AdminConnectionString => new NpgsqlConnectionStringBuilder(_server.AdminConnectionString)
    {
        Database = Provision.Database,
    }.ConnectionString;

    public static async Task<StoppableServer> Start()
    {
        var own = new OwnServer();
        var server = await own.Start();
        var account = await ServerAccount.Find(CancellationToken.None);
        var installed = await InstalledBinaries.Find(account, CancellationToken.None);
        var major = own.Files.ClusterMajor();
        return new StoppableServer(own, server, account, installed.First(binaries => binaries.Major == major).PgCtl);
    }

    /// <summary>As if the machine had lost its power: the server has its log to replay.</summary>
    public Task Crash() => PgCtl("stop", "-m", "immediate");

    /// <summary>With the options that it had, its port among them; returns when it accepts connections.</summary>
    public Task StartAgain() => PgCtl("restart", "-l", _own.Files.ServerLog);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _own.Dispose();
    }

    async Task PgCtl(params string[] arguments)
    {
        var result = await _account.Run(_pgCtl, [.. arguments, "-w", "-D", _own.Files.Cluster], CancellationToken.None);
        Assert.True(result.Succeeded, result.Output);
    }
}
