using Npgsql;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>Finds the user whom a token or a cookie names. Role and existence come from the database, each time.</summary>
public sealed class Callers(SiloDatabase database, IConfiguration configuration)
{
    const string ById = "SELECT id, role FROM users WHERE id = $1";

    const string ByIdentity = """
        SELECT users.id, users.role
        FROM user_identities JOIN users ON users.id = user_id
        WHERE issuer = $1 AND subject = $2
        """;

    const string LinkByEmail = """
        WITH linked AS (
            INSERT INTO user_identities (issuer, subject, user_id)
            SELECT $1, $2, id FROM users WHERE email = $3
            ON CONFLICT DO NOTHING
            RETURNING user_id)
        SELECT id, role FROM users WHERE id IN (SELECT user_id FROM linked)
        """;

    readonly HashSet<string> _subjectIsUserId =
        [.. configuration.GetSection("Authentication:SubjectIsUserId").Get<string[]>() ?? []];

    public Task<Caller?> Find(Guid id, CancellationToken cancellation) => Find(ById, cancellation, id);

    /// <param name="issuer">The token's <c>iss</c>.</param>
    /// <param name="subject">The token's <c>sub</c>.</param>
    /// <param name="verifiedEmail">The address that the issuer vouches for, if any: links a first sign-in.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    public async Task<Caller?> Find(string issuer, string subject, string? verifiedEmail, CancellationToken cancellation)
    {
        if (_subjectIsUserId.Contains(issuer))
            return Guid.TryParse(subject, out var id) ? await Find(id, cancellation) : null;
        return await Find(ByIdentity, cancellation, issuer, subject)
            ?? (verifiedEmail is null ? null
                : await Find(LinkByEmail, cancellation, issuer, subject, verifiedEmail.Trim().ToLowerInvariant()));
    }

    async Task<Caller?> Find(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.Command(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new Caller(row.GetGuid(0), row.GetString(1)) : null;
    }
}
