using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>Another process that runs an embedded PostgreSQL until it is killed.</summary>
sealed class HoldPostgres : IDisposable
{
    public const string Verb = "hold-postgres";

    readonly Process _process;

    HoldPostgres(Process process, int watchId)
    {
        _process = process;
        WatchId = watchId;
    }

    public int Id => _process.Id;

    /// <summary>The process that would stop the server after the kill.</summary>
    public int WatchId { get; }

    /// <summary>Returns when that process's server accepts connections.</summary>
    public static async Task<HoldPostgres> Start(string directory)
    {
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", typeof(HoldPostgres).Assembly.Location, Verb, directory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var watchId = await process.StandardOutput.ReadLineAsync();
        return new HoldPostgres(process, int.Parse(watchId!, CultureInfo.InvariantCulture));
    }

    /// <summary>Such a process.</summary>
    public static async Task Run(string directory)
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = directory };
        await using var server = await EmbeddedPostgres.Start(options, NullLogger.Instance, CancellationToken.None);
        Console.WriteLine(server.WatchId);
        await Console.In.ReadToEndAsync();
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose() => _process.Dispose();
}
