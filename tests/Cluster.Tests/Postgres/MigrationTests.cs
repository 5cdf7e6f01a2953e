using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Postgres;

public sealed class MigrationTests
{
    const int Processes = 4;

    [PostgresFact]
    public async Task Processes_that_start_at_once_apply_each_script_once()
    {
        await using var db = await TestDatabase.CreateEmpty();
        var sources = Enumerable.Range(0, Processes).Select(_ => NpgsqlDataSource.Create(db.ConnectionString)).ToList();

        await Task.WhenAll(sources.Select(source => Task.Run(() => Migrations.Apply(source, NullLogger.Instance))));

        Assert.Equal(await Scripts(db), await Distinct(db));
        foreach (var source in sources)
            await source.DisposeAsync();
    }

    [PostgresFact]
    public async Task A_second_run_changes_nothing()
    {
        await using var db = await TestDatabase.Create();
        var before = await Changelog(db);

        await Migrations.Apply(db.Source, NullLogger.Instance);

        Assert.Equal(before, await Changelog(db));
    }

    [PostgresFact]
    public async Task A_script_that_changed_after_it_was_applied_is_named()
    {
        await using var db = await TestDatabase.Create();
        await Statements.Run(
            db.ConnectionString, "UPDATE evolve.changelog SET checksum = 'other' WHERE name LIKE 'V1\\_\\_%'");

        var refusal = await Assert.ThrowsAsync<MigrationException>(
            () => Migrations.Apply(db.Source, NullLogger.Instance));

        Assert.Contains("V1__orleans.sql", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("restore the script as it was", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task After_a_failure_the_next_run_goes_on()
    {
        await using var db = await TestDatabase.CreateEmpty();
        await Statements.Run(db.ConnectionString, "CREATE SCHEMA orleans");
        var failure = await Assert.ThrowsAsync<MigrationException>(
            () => Migrations.Apply(db.Source, NullLogger.Instance));
        await Statements.Run(db.ConnectionString, "DROP SCHEMA orleans");

        await Migrations.Apply(db.Source, NullLogger.Instance);

        Assert.Contains("V1__orleans.sql", failure.Message, StringComparison.Ordinal);
        Assert.Contains("schema \"orleans\" already exists", failure.Message, StringComparison.Ordinal);
        Assert.Equal(14L, await Statements.Run(db.ConnectionString, "SELECT count(*) FROM orleansquery"));
    }

    [PostgresTheory]
    [InlineData("app_user")]
    [InlineData("app_silo")]
    public async Task The_login_takes_on_the_roles_without_having_their_rights_otherwise(string role)
    {
        await using var db = await TestDatabase.Create();

        Assert.Equal(role, await Statements.Run(db.ConnectionString, $"SET ROLE {role}; SELECT current_user::text"));
        Assert.Equal(false, await Statements.Run(
            db.ConnectionString, $"SELECT pg_has_role(current_user, '{role}', 'USAGE')"));
    }

    [PostgresTheory]
    [InlineData("SET ROLE app_user; CREATE TABLE public.intruder (id integer)")]
    [InlineData("SET ROLE app_silo; CREATE TABLE public.intruder (id integer)")]
    [InlineData("SET ROLE app_user; SELECT * FROM orleansquery")]
    [InlineData("SET ROLE app_user; SELECT * FROM orleans.silo")]
    public async Task The_roles_touch_nothing_but_their_tables(string statement)
    {
        await using var db = await TestDatabase.Create();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Statements.Run(db.ConnectionString, statement));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    static Task<object?> Scripts(TestDatabase db) => Statements.Run(
        db.ConnectionString, "SELECT count(*) FROM evolve.changelog WHERE version <> '0'");

    static Task<object?> Distinct(TestDatabase db) => Statements.Run(
        db.ConnectionString, "SELECT count(DISTINCT version) FROM evolve.changelog WHERE version <> '0' AND success");

    static Task<object?> Changelog(TestDatabase db) => Statements.Run(
        db.ConnectionString, "SELECT string_agg(c::text, '|' ORDER BY id) FROM evolve.changelog c");
}
