using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Bench.Peers;

/// <summary>
/// P2: the usual way, one upsert into a table of participants for each webhook, with Npgsql as it comes. P2ev: the same, and
/// each webhook is known again by a row of its own. And P2 with the settings that make it as fast as it goes here.
/// </summary>
static class UpsertPerWebhook
{
    public const string Name = "p2";

    public const string TunedName = "p2-tuned";

    public const string KnownName = "p2ev";

    public const string ConnectionVariable = "BENCH_CONNECTION";

    /// <summary>As many as PostgreSQL has left beside the others.</summary>
    const int ConnectionsMax = 50;

    /// <summary>As many as gave the best figures on two cores.</summary>
    const int TunedConnectionsMax = 20;

    public const string Table = """
        CREATE SCHEMA IF NOT EXISTS peer;
        CREATE TABLE IF NOT EXISTS peer.participants (
            meeting    bigint NOT NULL,
            user_id    text NOT NULL,
            name       text,
            email      text,
            connection text,
            join_time  timestamptz,
            leave_time timestamptz,
            status     text NOT NULL,
            PRIMARY KEY (meeting, user_id));
        CREATE TABLE IF NOT EXISTS peer.events (
            run         text NOT NULL,
            user_id     text NOT NULL,
            status      text NOT NULL,
            at          timestamptz NOT NULL,
            received_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (run, user_id, status, at));
        """;

    const string Insert = """
        INSERT INTO peer.participants (meeting, user_id, name, email, connection, join_time, leave_time, status)
        """;

    const string Values = "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// <summary>Of an event that is there already nothing is changed.</summary>
    const string Event = """
        WITH new AS (
            INSERT INTO peer.events (run, user_id, status, at) VALUES ($9, $2, $8, coalesce($6, $7))
            ON CONFLICT DO NOTHING RETURNING run)
        """;

    const string OfNewEvent = "SELECT $1, $2, $3, $4, $5, $6, $7, $8 FROM new";

    const string Update = """

        ON CONFLICT (meeting, user_id) DO UPDATE SET
            name = coalesce(excluded.name, participants.name), email = coalesce(excluded.email, participants.email),
            connection = coalesce(excluded.connection, participants.connection),
            join_time = coalesce(excluded.join_time, participants.join_time),
            leave_time = coalesce(excluded.leave_time, participants.leave_time), status = excluded.status
        """;

    public static Task Serve() => Serve(Connection(), $"{Insert} {Values} {Update}");

    public static Task ServeKnown() => Serve(Connection(), $"{Event} {Insert} {OfNewEvent} {Update}");

    public static Task ServeTuned()
    {
        var connection = Connection();
        connection.MaxPoolSize = TunedConnectionsMax;
        connection.MaxAutoPrepare = 10;
        connection.AutoPrepareMinUsages = 2;
        connection.NoResetOnClose = true;
        return Serve(connection, $"{Insert} {Values} {Update}");
    }

    static NpgsqlConnectionStringBuilder Connection() =>
        new(Environment.GetEnvironmentVariable(ConnectionVariable)) { MaxPoolSize = ConnectionsMax };

    static async Task Serve(NpgsqlConnectionStringBuilder connection, string statement)
    {
        await using var database = NpgsqlDataSource.Create(connection.ConnectionString);
        await using (var table = database.CreateCommand(Table))
            await table.ExecuteNonQueryAsync();
        await Peer.Serve(recorded => Keep(database, statement, recorded));
    }

    static async Task Keep(NpgsqlDataSource database, string statement, ZoomEvent.Recorded recorded)
    {
        var fact = (Fact)recorded.Entry;
        var isJoin = fact.Kind == FactKind.Joined;
        await using var command = database.CreateCommand(statement);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = recorded.MeetingId });
        Add(command, fact.UserId, NpgsqlDbType.Text);
        Add(command, fact.Name, NpgsqlDbType.Text);
        Add(command, fact.Email, NpgsqlDbType.Text);
        Add(command, fact.Connection, NpgsqlDbType.Text);
        Add(command, isJoin ? fact.At : null, NpgsqlDbType.TimestampTz);
        Add(command, isJoin ? null : fact.At, NpgsqlDbType.TimestampTz);
        Add(command, isJoin ? "joined" : "left", NpgsqlDbType.Text);
        if (statement.StartsWith(Event, StringComparison.Ordinal))
            Add(command, fact.Run, NpgsqlDbType.Text);
        await command.ExecuteNonQueryAsync();
    }

    static void Add(NpgsqlCommand command, object? value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
