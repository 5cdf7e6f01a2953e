using Npgsql;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>One of our users, or why it is nobody.</summary>
public readonly record struct Found(Caller? Caller, Refusal Refusal)
{
    public static implicit operator Found(Caller? caller) => new(caller, Refusal.UnknownUser);

    public static implicit operator Found(Refusal refusal) => new(null, refusal);
}

/// <summary>Finds the user whom a token or a cookie names. Role and existence come from the database, each time.</summary>
public sealed partial class Callers(SiloDatabase database, IConfiguration configuration, ILogger<Callers> logger)
{
    const string ById = "SELECT id, role FROM users WHERE id = $1";

    const string ByIdentity = """
        SELECT users.id, users.role
        FROM user_identities JOIN users ON users.id = user_id
        WHERE issuer = $1 AND subject = $2
        """;

    const string Again = """
        SELECT asked.place, users.role
        FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY asked (id, issuer, subject, place)
            JOIN users ON users.id = asked.id
        WHERE asked.issuer IS NULL OR EXISTS (
            SELECT FROM user_identities identity
            WHERE (identity.issuer, identity.subject, identity.user_id) = (asked.issuer, asked.subject, asked.id))
        """;

    const string ByFeed = """
        SELECT users.id, users.role
        FROM calendar_feeds JOIN users ON users.id = user_id
        WHERE secret_hash = $1
        """;

    /// <summary>Of two first sign-ins with one address, the second waits here, and then sees the first one's link.</summary>
    const string Wait = "SELECT FROM users WHERE email = $1 FOR NO KEY UPDATE";

    const string Link = """
        INSERT INTO user_identities (issuer, subject, user_id)
        SELECT $1, $2, id FROM users
        WHERE email = $3 AND NOT EXISTS (SELECT FROM user_identities WHERE user_id = users.id AND issuer = $1)
        ON CONFLICT DO NOTHING
        """;

    const string ByEmail = """
        SELECT id, role, EXISTS (
            SELECT FROM user_identities WHERE user_id = users.id AND issuer = $1 AND subject = $2)
        FROM users WHERE email = $3
        """;

    readonly HashSet<string> _subjectIsUserId =
        [.. configuration.GetSection("Authentication:SubjectIsUserId").Get<string[]>() ?? []];

    public Task<Caller?> Find(Guid id, CancellationToken cancellation) => Find(ById, cancellation, id);

    /// <summary>Who was let in before, as they are now; null where they are gone, or no longer have that identity.</summary>
    public async Task<Caller?> FindAgain(Caller caller, CancellationToken cancellation) =>
        (await FindAgain([caller], cancellation))[0];

    /// <summary>The same of several, in their order.</summary>
    public async Task<IReadOnlyList<Caller?>> FindAgain(IReadOnlyList<Caller> callers, CancellationToken cancellation)
    {
        await using var command = database.Command(Again);
        command.Parameters.Add(new() { Value = callers.Select(one => one.Id).ToArray() });
        command.Parameters.Add(new() { Value = callers.Select(one => one.Identity?.Issuer).ToArray() });
        command.Parameters.Add(new() { Value = callers.Select(one => one.Identity?.Subject).ToArray() });
        var found = new Caller?[callers.Count];
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var place = (int)rows.GetInt64(0) - 1;
            found[place] = callers[place] with { Role = rows.GetString(1) };
        }
        return found;
    }

    /// <summary>To whom a calendar's secret address was given; null where nobody has it any more.</summary>
    public Task<Caller?> FindByFeed(byte[] secretHash, CancellationToken cancellation) =>
        Find(ByFeed, cancellation, secretHash);

    /// <summary>
    /// The user to whom the identity is linked. A first sign-in links it, to the user with the verified address; not where
    /// that user has an identity of this issuer already, for addresses are given to other people in time.
    /// </summary>
    public async Task<Found> Find(ExternalIdentity identity, CancellationToken cancellation)
    {
        if (_subjectIsUserId.Contains(identity.Issuer))
            return Guid.TryParse(identity.Subject, out var id) ? await Find(id, cancellation) : null;
        if (await Find(ByIdentity, cancellation, identity.Issuer, identity.Subject) is { } caller)
            return caller with { Identity = (identity.Issuer, identity.Subject) };
        return identity switch
        {
            { Email: null } => Refusal.UnknownUser,
            { IsEmailVerified: false } => Refusal.EmailNotVerified,
            _ => await FindByEmail(identity, cancellation),
        };
    }

    async Task<Found> FindByEmail(ExternalIdentity identity, CancellationToken cancellation)
    {
        object[] values = [identity.Issuer, identity.Subject, identity.Email!];
        await using var connection = await database.Open(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Command(Wait, identity.Email!), Command(Link, values), Command(ByEmail, values) },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.NextResultAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
            return Refusal.UnknownUser;
        if (!row.GetBoolean(2))
            return Refusal.EmailLinkedAlready;
        var caller = new Caller(row.GetGuid(0), row.GetString(1)) { Identity = (identity.Issuer, identity.Subject) };
        if (batch.BatchCommands[1].RecordsAffected > 0)
            LogLinked(logger, caller.Id, identity.Issuer);
        return caller;
    }

    async Task<Caller?> Find(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.Command(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new Caller(row.GetGuid(0), row.GetString(1)) : null;
    }

    static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    [LoggerMessage(LogLevel.Information, "The first sign-in of user {Id} by {Issuer} is linked, by the verified address")]
    static partial void LogLinked(ILogger logger, Guid id, string issuer);
}
