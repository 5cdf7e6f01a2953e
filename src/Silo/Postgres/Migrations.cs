using System.Data;
using System.Text.RegularExpressions;
using EvolveDb;
using EvolveDb.Configuration;
using EvolveDb.Dialect;
using Npgsql;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>
/// Applies the numbered scripts of sql/ that a database lacks, each in one transaction (read committed) together with
/// its line in <c>evolve.changelog</c>. Processes that start at the same moment wait for each other.
/// </summary>
public static partial class Migrations
{
    const string ChangelogSchema = "evolve";

    // Any number will do, as long as it stays the same in every version of the program.
    const long LockKey = 0x5A6F6F6D4F726C;

    const int StatementTimeoutSeconds = 3600;

    const string Prefix = "sql.";

    static readonly string[] Scripts = [.. typeof(Migrations).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..])];

    /// <exception cref="MigrationException">A script failed, or the database has others than this program.</exception>
    public static async Task Apply(NpgsqlDataSource database, ILogger logger, CancellationToken ct = default)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        // Evolve has a lock of its own, but sleeps three seconds between two looks at it.
        await Execute(connection, $"SET statement_timeout = 0; SELECT pg_advisory_lock({LockKey})", ct);
        try
        {
            Migrate(connection, logger);
        }
        finally
        {
            // A broken connection has lost the lock already.
            if (connection.State == ConnectionState.Open)
                await Execute(connection, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    /// <summary>Whether the database has every script that this program has.</summary>
    public static async Task<bool> AreApplied(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"SELECT NOT EXISTS (SELECT unnest($1) EXCEPT SELECT name FROM {ChangelogSchema}.changelog WHERE success)");
        command.Parameters.Add(new() { Value = Scripts });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    static void Migrate(NpgsqlConnection connection, ILogger logger)
    {
        var evolve = new Evolve(connection, logger.EvolveSays, DBMS.PostgreSQL)
        {
            EmbeddedResourceAssemblies = [typeof(Migrations).Assembly],
            EmbeddedResourceFilters = [Prefix],
            Schemas = [ChangelogSchema],
            MetadataTableSchema = ChangelogSchema,
            TransactionMode = TransactionKind.CommitEach,
            CommandTimeout = StatementTimeoutSeconds,
            EnableClusterMode = false,
            IsEraseDisabled = true,
        };
        try
        {
            evolve.Migrate();
            if (evolve.NbMigration > 0)
                logger.Migrated(string.Join(", ", evolve.AppliedMigrations));
        }
        catch (EvolveValidationException e)
        {
            throw new MigrationException(
                $"The scripts of sql/ do not fit this database. {e.Message} A script that was applied never changes, "
                + "and a new one has the highest number: restore the script as it was, and put the change into a new "
                + "script.",
                e);
        }
        catch (EvolveException e) when (e.GetBaseException() is PostgresException cause)
        {
            throw new MigrationException(
                $"{ScriptName().Match(e.Message)} failed, and nothing of it was applied. {cause.MessageText}", e);
        }
    }

    // Evolve's message also quotes the error and the script.
    [GeneratedRegex(@"\w+\.sql")]
    private static partial Regex ScriptName();

    static async Task Execute(NpgsqlConnection connection, string statement, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = StatementTimeoutSeconds };
        await command.ExecuteNonQueryAsync(ct);
    }
}
