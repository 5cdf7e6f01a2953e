using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>What stands in the audit log stays there, and is what happened.</summary>
public sealed class AuditAppendOnlyTests
{
    static readonly Guid Admin = Guid.NewGuid();

    [PostgresFact]
    public async Task Neither_users_nor_the_program_change_or_remove_an_entry()
    {
        await using var db = await WithEntry();

        foreach (var role in new[] { "app_user", "app_silo" })
            foreach (var statement in new[]
            {
                "UPDATE audit_log SET actor_id = NULL", "UPDATE audit_log SET details = '{}'",
                "TRUNCATE audit_log", "ALTER TABLE audit_log DISABLE ROW LEVEL SECURITY", "DROP TABLE audit_log",
            })
                await Refused(db, $"SET ROLE {role}; SET app.user_id = '{Admin}'; {statement}");

        await Refused(db, Begin + "DELETE FROM audit_log");
        await Statements.Run(db.ConnectionString, "SET ROLE app_silo; DELETE FROM audit_log");
        Assert.Equal(1L, await Statements.Run(db.AdminConnectionString, "SELECT count(*) FROM audit_log"));
    }

    [PostgresFact]
    public async Task The_program_removes_entries_that_are_older_than_they_are_to_be_kept_and_no_others()
    {
        await using var db = await WithEntry();
        await Statements.Run(db.AdminConnectionString, """
            INSERT INTO audit_log (action, at) VALUES ('old', now() - interval '101 days'), ('young', now() - interval '99 days')
            """);

        await Remove(keptFor: "NULL");
        Assert.Equal("old, roleGiven, young", await Actions());
        await Remove(keptFor: "100");
        Assert.Equal("roleGiven, young", await Actions());

        Task<object?> Remove(string keptFor) => Statements.Run(db.ConnectionString, $"""
            SET ROLE app_silo; UPDATE retention_policies SET days = {keptFor} WHERE kind = 'audit'; DELETE FROM audit_log
            """);
        Task<object?> Actions() => Statements.Run(
            db.AdminConnectionString, "SELECT string_agg(action, ', ' ORDER BY action) FROM audit_log");
    }

    [PostgresFact]
    public async Task A_user_adds_entries_in_their_own_name_and_at_their_own_time_alone()
    {
        await using var db = await WithEntry();

        await As("INSERT INTO audit_log (actor_id, action) VALUES (access.me(), 'confirm')");

        await Refused(db, Begin + $"INSERT INTO audit_log (actor_id, action) VALUES ('{Guid.NewGuid()}', 'confirm')");
        await Refused(db, Begin + "INSERT INTO audit_log (action) VALUES ('confirm')");
        await Refused(db, Begin + "INSERT INTO audit_log (at, actor_id, action) VALUES (now(), access.me(), 'confirm')");
        await Refused(db, Begin + $"SELECT access.audit('roleGiven', '{Admin}', '{{}}')");
        await Refused(db, "SET ROLE app_user; INSERT INTO audit_log (actor_id, action) VALUES (access.me(), 'confirm')");
        Assert.Equal($"roleGiven , confirm {Admin}", await Statements.Run(
            db.AdminConnectionString, "SELECT string_agg(action || ' ' || coalesce(actor_id::text, ''), ', ' ORDER BY at) FROM audit_log"));

        Task<object?> As(string sql) => Statements.Run(db.ConnectionString, Begin + sql);
    }

    static string Begin => $"SET ROLE app_user; SET app.user_id = '{Admin}'; ";

    /// <summary>An admin, and so an entry.</summary>
    static async Task<TestDatabase> WithEntry()
    {
        var db = await TestDatabase.Create();
        await Statements.Run(
            db.AdminConnectionString,
            $"INSERT INTO users (id, name, email, role) VALUES ('{Admin}', 'Ada', 'ada@school.example', 'admin')");
        return db;
    }

    static async Task Refused(TestDatabase db, string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Statements.Run(db.ConnectionString, sql));
        Assert.True(refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {refusal.MessageText}");
    }
}
