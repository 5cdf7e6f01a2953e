using ZoomOrleans.Silo;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Api.Webhook;

/// <summary>Deliveries that Zoom signed and nobody can read: kept for a person to look at, without IP addresses.</summary>
public sealed class Quarantine(SiloDatabase database)
{
    const int TimeoutSeconds = 2;

    /// <summary>One delivery may come again, and be fetched again from Zoom's log.</summary>
    const string Insert = """
        INSERT INTO quarantined_events (reason, body)
        SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM quarantined_events WHERE body = $2)
        """;

    /// <summary>What lies there already is not put there a second time.</summary>
    public async Task Add(string reason, string body)
    {
        await using var command = database.Command(Insert);
        command.CommandTimeout = TimeoutSeconds;
        command.Parameters.Add(new() { Value = reason });
        // PostgreSQL keeps no NUL in a text.
        command.Parameters.Add(new() { Value = IpMask.Apply(body).Replace('\0', '\uFFFD') });
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>The body as it was kept; null where there is none.</returns>
    public async Task<string?> Find(Guid id, CancellationToken cancellation)
    {
        await using var command = database.Command("SELECT body FROM quarantined_events WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    public async Task Remove(Guid id, CancellationToken cancellation)
    {
        await using var command = database.Command("DELETE FROM quarantined_events WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
