using System.ComponentModel.DataAnnotations;
using Npgsql;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>The first admin, without whom nobody could add anybody: made on a database that has none.</summary>
public static partial class BootstrapAdmin
{
    const string Section = "Bootstrap:Admin";

    /// <summary>
    /// Of two programs that start at once, the second waits here, and then finds the first one's admin.
    /// </summary>
    const string Wait = "SELECT pg_advisory_xact_lock(hashtext('bootstrap admin'))";

    const string MakeIfNone = """
        INSERT INTO users (id, name, email, role)
        SELECT $1, $2, $3, 'admin' WHERE NOT EXISTS (SELECT FROM users WHERE role = 'admin')
        """;

    /// <exception cref="StartRefusedException">The settings name nobody who can be made.</exception>
    public static async Task MakeBootstrapAdmin(this WebApplication app)
    {
        if (!app.Configuration.GetSection(Section).Exists())
            return;
        var (id, email, name) = Read(app.Configuration.GetSection(Section));
        if (await Make(app.Services.GetRequiredService<SiloDatabase>(), id, email, name))
            LogMade(app.Logger, id);
    }

    static (Guid Id, string Email, string Name) Read(IConfiguration settings)
    {
        var id = Guid.TryParse(settings["Id"], out var given) ? given
            : throw new StartRefusedException("Bootstrap__Admin__Id is not a UUID.");
        var email = settings["Email"]?.Trim().ToLowerInvariant();
        return new EmailAddressAttribute().IsValid(email) && email is { Length: > 0 }
            ? (id, email, settings["Name"] is { Length: > 0 } name ? name : "Admin")
            : throw new StartRefusedException("Bootstrap__Admin__Email is not an e-mail address.");
    }

    static async Task<bool> Make(SiloDatabase database, Guid id, string email, string name)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(Wait),
                new NpgsqlBatchCommand(MakeIfNone)
                {
                    Parameters = { new() { Value = id }, new() { Value = name }, new() { Value = email } },
                },
            },
        };
        try
        {
            await batch.ExecuteNonQueryAsync();
            return batch.BatchCommands[1].RecordsAffected > 0;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new StartRefusedException(
                "There is no admin, and none can be made: somebody else has the id or the e-mail address of "
                + "Bootstrap__Admin__*.",
                exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Made the first admin, {Id}")]
    static partial void LogMade(ILogger logger, Guid id);
}
