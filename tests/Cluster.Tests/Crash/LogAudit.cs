using System.Globalization;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Cluster.Tests.Crash;

/// <summary>What must hold of the logs whatever has happened to the program or its database.</summary>
static class LogAudit
{
    const string Holes = """
        SELECT count(*) FROM (
            SELECT FROM meeting_log GROUP BY meeting HAVING min(seq) <> 1 OR max(seq) <> count(*)) AS with_holes
        """;

    const string Twice = """
        SELECT count(*) FROM (
            SELECT FROM meeting_log WHERE kind < 10
            GROUP BY meeting, run, kind, user_id, connection, at HAVING count(*) > 1) AS twice
        """;

    const string Facts = "SELECT run, kind, user_id, connection, at FROM meeting_log WHERE kind < 5";

    /// <summary>
    /// No place in a log is empty, no fact is there twice, and every fact that was answered 200 is there.
    /// </summary>
    public static async Task IsSound(string connection, IEnumerable<Delivery> acknowledged)
    {
        Assert.Equal(0L, await Statements.Run(connection, Holes));
        Assert.Equal(0L, await Statements.Run(connection, Twice));
        var logged = await Read(connection);
        Assert.Superset(acknowledged.Select(delivery => KeyOf(delivery.Event)).OfType<Key>().ToHashSet(), logged);
    }

    /// <summary>Null where the event is no fact.</summary>
    public static FactKind? KindOf(ZoomEvent happened) => happened.Name switch
    {
        "meeting.started" => FactKind.Started,
        "meeting.ended" => FactKind.Ended,
        "meeting.participant_joined" => FactKind.Joined,
        "meeting.participant_left" => FactKind.Left,
        _ => null,
    };

    static Key? KeyOf(ZoomEvent happened) => KindOf(happened) is { } kind
        ? new(happened.Run, kind, happened.UserId?.ToString(CultureInfo.InvariantCulture), happened.Connection, happened.At)
        : null;

    static async Task<HashSet<Key>> Read(string connection)
    {
        await using var opened = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(Facts, opened);
        await using var rows = await command.ExecuteReaderAsync();
        var keys = new HashSet<Key>();
        while (await rows.ReadAsync())
            keys.Add(new Key(
                rows.GetString(0), (FactKind)rows.GetInt16(1), rows.IsDBNull(2) ? null : rows.GetString(2),
                rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetFieldValue<DateTimeOffset>(4)));
        return keys;
    }

    sealed record Key(string Run, FactKind Kind, string? UserId, string? Connection, DateTimeOffset At);
}
