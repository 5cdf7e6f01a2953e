using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Privacy;

/// <summary>Looks for words in every column of every table, whatever tables there are.</summary>
static class Search
{
    const string Tables = """
        SELECT relation.oid::regclass::text
        FROM pg_class relation JOIN pg_namespace schema ON schema.oid = relnamespace
        WHERE relkind IN ('r', 'p') AND nspname NOT IN ('pg_catalog', 'information_schema', 'evolve')
        """;

    /// <returns>Each table with what was found in it.</returns>
    public static async Task<List<string>> For(TestDatabase database, IReadOnlyList<string> words)
    {
        await using var source = NpgsqlDataSource.Create(database.AdminConnectionString);
        var patterns = words.Select(word => $"%{word.Replace("_", "\\_", StringComparison.Ordinal)}%").ToArray();
        var found = new List<string>();
        foreach (var table in await Read(source, Tables))
            found.AddRange((await Read(
                source, $"SELECT row::text FROM {table} row WHERE row::text ILIKE ANY ($1) LIMIT 3", (object)patterns))
                .Select(row => $"{table}: {row}"));
        return found;
    }

    static async Task<List<string>> Read(NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
            found.Add(rows.GetString(0));
        return found;
    }
}
