using System.Diagnostics;
using Npgsql;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Silo;

/// <summary>
/// The database a host works with: the one that <c>ConnectionStrings:Postgres</c> names, else an embedded one of its
/// own. Missing migrations are applied before anything else begins.
/// </summary>
public sealed class PostgresHosting : IAsyncDisposable
{
    /// <summary>A database that is started together with the program may need a while.</summary>
    static readonly TimeSpan PatienceAtStart = TimeSpan.FromSeconds(30);

    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    const int LoginConnectionsMax = 10;
    const int UserConnectionsMax = 40;
    const int UserStatementsMax = 50;
    const int LogConnectionsMax = 2;

    readonly EmbeddedPostgres? _embedded;

    PostgresHosting(EmbeddedPostgres? embedded, string directory, string connectionString)
    {
        (_embedded, OwnDirectory) = (embedded, embedded?.DataDirectory ?? directory);
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        Login = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "zoomorleans",
            Timezone = "UTC",
            MaxPoolSize = Math.Min(given.MaxPoolSize, LoginConnectionsMax),
        });
        Users = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "zoomorleans users",
            Timezone = "UTC",
            MaxPoolSize = Math.Min(given.MaxPoolSize, UserConnectionsMax),
            // Connections that hold prepared statements are reset without DISCARD ALL, which would also forget the
            // plans inside the functions that the policies call.
            MaxAutoPrepare = UserStatementsMax,
            AutoPrepareMinUsages = 2,
        });
        Silo = new SiloDatabase(connectionString);
        Log = new SiloDatabase(connectionString, LogConnectionsMax);
    }

    /// <summary>As the login: for migrations and for Orleans' own tables.</summary>
    public NpgsqlDataSource Login { get; }

    /// <summary>As the login too, to become a user in each transaction; for nothing else.</summary>
    public NpgsqlDataSource Users { get; }

    public SiloDatabase Silo { get; }

    /// <summary>For the log's writer alone: it must not wait for a connection behind work that can wait.</summary>
    public SiloDatabase Log { get; }

    /// <summary>Whether this is a PostgreSQL of the program's own.</summary>
    public bool IsEmbedded => _embedded is not null;

    /// <summary>Where that one lies, and what else is to be kept with it; null without one.</summary>
    public string? DataDirectory => _embedded?.DataDirectory;

    /// <summary>What the program keeps for itself lies here, whichever database it works with. It need not exist yet.</summary>
    public string OwnDirectory { get; }

    /// <summary>A random secret, made once and kept in that directory; null on Windows.</summary>
    public string? KeptSecret(string name) => OperatingSystem.IsWindows()
        ? null
        : PasswordFile.ReadOrMake(Path.Combine(Directory.CreateDirectory(OwnDirectory).FullName, name));

    public static async Task<PostgresHosting> Start(IConfiguration configuration, string defaultDirectory)
    {
        using var logging = LoggerFactory.Create(
            logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddSimpleConsole());
        var logger = logging.CreateLogger<PostgresHosting>();
        var connectionString = configuration.GetConnectionString("Postgres");
        var directory = Path.GetFullPath(configuration["Embedded:DataDirectory"] ?? defaultDirectory);
        var embedded = connectionString is null
            ? await EmbeddedPostgres.Start(new() { DataDirectory = directory }, logger, CancellationToken.None)
            : null;
        var hosting = new PostgresHosting(embedded, directory, connectionString ?? embedded!.ConnectionString);
        try
        {
            await hosting.WaitUntilItAnswers(logger);
            await Migrations.Apply(hosting.Login, logger);
            return hosting;
        }
        catch
        {
            await hosting.DisposeAsync();
            throw;
        }
    }

    public void AddTo(IServiceCollection services) => services.AddSingleton(this).AddSingleton(Silo);

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await Silo.DisposeAsync();
        await Users.DisposeAsync();
        await Login.DisposeAsync();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    async Task WaitUntilItAnswers(ILogger logger)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = await Login.OpenConnectionAsync();
                return;
            }
            // A wrong password (28…) or database (3D…) does not come right by waiting.
            catch (NpgsqlException exception)
                when (exception is not PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] })
            {
                if (waiting.Elapsed > PatienceAtStart)
                    throw new StartRefusedException(
                        $"The database that ConnectionStrings__Postgres names does not answer: {exception.Message}", exception);
                logger.LogWaitingForDatabase(exception.Message);
                await Task.Delay(LookInterval);
            }
        }
    }
}

static partial class PostgresHostingLog
{
    [LoggerMessage(LogLevel.Warning, "The database does not answer yet: {Reason}")]
    public static partial void LogWaitingForDatabase(this ILogger logger, string reason);
}
