using System.Runtime.Versioning;
using Npgsql;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>One running instance: its lock, its server, and the watch that ends the server with us.</summary>
sealed class EmbeddedInstance
{
    public const int ConnectionsMax = 200;

    // PostgreSQL keeps some connections for the superuser, and a pool is not alone on the server.
    const int PoolSizeMax = ConnectionsMax - 20;

    readonly DirectoryLock _lock;
    readonly Postmaster _postmaster;
    readonly ILogger _logger;
    ParentWatch? _watch;
    bool _stopped;

    EmbeddedInstance(InstanceFiles files, DirectoryLock held, Postmaster postmaster, int major, ILogger logger)
    {
        Files = files;
        Major = major;
        _lock = held;
        _postmaster = postmaster;
        _logger = logger;
    }

    public InstanceFiles Files { get; }

    public int Major { get; }

    public int PostmasterId { get; private set; }

    public int WatchId { get; private set; }

    public string LoginConnection { get; private set; } = "";

    public string AdminConnection { get; private set; } = "";

    [UnsupportedOSPlatform("windows")]
    public static async Task<EmbeddedInstance> Start(
        EmbeddedPostgresOptions options, ILogger logger, CancellationToken ct)
    {
        var account = await ServerAccount.Find(ct);
        var root = await InstanceDirectory.Prepare(options.DataDirectory, account, logger, ct);
        var files = new InstanceFiles(root);
        var held = DirectoryLock.Take(root);
        try
        {
            var installed = options.IgnoreInstalled ? [] : await InstalledBinaries.Find(account, ct);
            var binaries = await BinariesChoice.For(files, installed, logger, ct);
            var postmaster = new Postmaster(files, binaries, account);
            var instance = new EmbeddedInstance(files, held, postmaster, binaries.Major, logger);
            if (files.ClusterMajor() is null)
                await new ClusterMaker(files, binaries, account).Make(ct);
            else
                await account.Own(files.Cluster, ct);

            await new Leftovers(files, account).Clear(postmaster, logger, ct);
            await instance.Run(account, ct);
            return instance;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    [UnsupportedOSPlatform("windows")]
    public async Task Stop()
    {
        if (Interlocked.Exchange(ref _stopped, true))
            return;

        // Who stops the whole machine may have asked the server, too.
        if (File.Exists(Files.PostmasterFile) && await _postmaster.Stop(CancellationToken.None) is
            { Succeeded: false } failure)
            _logger.NotStopped(failure.Output);

        _watch?.Dispose();
        _lock.Dispose();
    }

    [UnsupportedOSPlatform("windows")]
    async Task Run(ServerAccount account, CancellationToken ct)
    {
        try
        {
            var port = await _postmaster.Start(ct);
            PostmasterId = Files.PostmasterId() ?? throw new EmbeddedPostgresException(
                $"The embedded PostgreSQL in {Files.Root} ended as soon as it had started.");
            _watch = ParentWatch.Over(PostmasterId, Files, account);
            WatchId = _watch.Id;
            await Connect(port, ct);
        }
        catch
        {
            await Stop();
            throw;
        }
    }

    [UnsupportedOSPlatform("windows")]
    async Task Connect(int port, CancellationToken ct)
    {
        var password = PasswordFile.ReadOrMake(Files.LoginPassword);
        LoginConnection = Connection(port, Provision.Login, password, Provision.Database);
        AdminConnection = Connection(
            port, ClusterMaker.Admin, PasswordFile.ReadOrMake(Files.AdminPassword), "postgres");
        if (!await Provision.IsDone(LoginConnection, ct))
            await Provide(password, ct);
    }

    async Task Provide(string password, CancellationToken ct)
    {
        try
        {
            await Provision.Run(AdminConnection, password, ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedPostgresException(
                $"{Files.AdminPassword} does not hold the password that {Files.Cluster} was made with. Restore that "
                + "file; or, to begin with an empty database, move the directory away.",
                e);
        }
    }

    static string Connection(int port, string login, string password, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = login,
            Password = password,
            Database = database,
            MaxPoolSize = PoolSizeMax,
            // Nothing leaves the machine; asking the server for encryption would cost each connection a round trip.
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
}
