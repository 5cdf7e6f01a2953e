using Npgsql;

namespace ZoomOrleans.Bench.Disk;

/// <summary>What PostgreSQL has written so far, and what of it lies there. Bytes.</summary>
/// <param name="Written">To the write-ahead log, since ever.</param>
/// <param name="Log">The meetings' logs with their index.</param>
/// <param name="Database">All tables with their indexes.</param>
readonly record struct DiskUse(long Written, long Log, long Database)
{
    const string Ask = """
        SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint, pg_total_relation_size('meeting_log'),
            pg_database_size(current_database())
        """;

    public static async Task<DiskUse> Now(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Ask, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new DiskUse(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    public static DiskUse operator -(DiskUse after, DiskUse before) => new(
        after.Written - before.Written, after.Log - before.Log, after.Database - before.Database);
}
