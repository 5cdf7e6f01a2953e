using Npgsql;

namespace ZoomOrleans.Cluster.Tests.Postgres;

public sealed class TestDatabaseTests
{
    [PostgresFact]
    public async Task Each_test_has_a_migrated_database_of_its_own()
    {
        await using var one = await TestDatabase.Create();
        await using var other = await TestDatabase.Create();

        await Execute(one.Source, "CREATE TABLE mine (id integer)");

        Assert.Equal(0L, await Execute(other.Source, "SELECT count(*) FROM pg_tables WHERE tablename = 'mine'"));
        Assert.Equal(14L, await Execute(other.Source, "SELECT count(*) FROM orleansquery"));
    }

    static async Task<object?> Execute(NpgsqlDataSource source, string statement)
    {
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }
}
