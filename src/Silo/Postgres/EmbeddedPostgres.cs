using System.Diagnostics;
using System.Runtime.Versioning;
using Npgsql;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>
/// A private PostgreSQL that lives as long as this process, on data that stays. It is for one machine that has no
/// database of its own: a first try, development, a small school.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    readonly EmbeddedInstance _instance;

    EmbeddedPostgres(EmbeddedInstance instance) => _instance = instance;

    /// <summary>For the program's own login, which owns its database and is no superuser.</summary>
    public string ConnectionString => _instance.LoginConnection;

    /// <summary>Where the data really is: root's home directory, for one, is closed to PostgreSQL.</summary>
    public string DataDirectory => _instance.Files.Root;

    /// <summary>For the superuser, whom the program itself never needs.</summary>
    internal string AdminConnectionString => _instance.AdminConnection;

    internal int PostmasterId => _instance.PostmasterId;

    internal int WatchId => _instance.WatchId;

    /// <exception cref="PostgresUnavailableException">No PostgreSQL can be had on this machine.</exception>
    /// <exception cref="EmbeddedPostgresException">
    /// The instance is in use by another process, of another major version, or does not start.
    /// </exception>
    public static async Task<EmbeddedPostgres> Start(
        EmbeddedPostgresOptions options, ILogger logger, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
            throw new PostgresUnavailableException("There is no embedded PostgreSQL on Windows.");

        var watch = Stopwatch.StartNew();
        var instance = await EmbeddedInstance.Start(options, logger, ct);
        logger.Started(instance.Major, instance.Files.Root, watch.ElapsedMilliseconds);
        return new EmbeddedPostgres(instance);
    }

    public async ValueTask DisposeAsync()
    {
        if (!OperatingSystem.IsWindows())
            await _instance.Stop();
    }
}
