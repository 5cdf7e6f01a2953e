using System.Globalization;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>What a request does to its connection: on a pool of one, so that the next request gets the same.</summary>
public sealed class UserDatabaseTests(MatrixSchool school) : IClassFixture<MatrixSchool>
{
    const string OwnRows = "SELECT id FROM users";
    const string StateSql = """
        SELECT pg_backend_pid(), current_user::text, coalesce(current_setting('app.user_id', true), ''),
            current_setting('statement_timeout')
        """;

    static readonly Caller Student = new(MatrixSchool.Ours.Student, "student");
    static readonly Caller Stranger = new(MatrixSchool.Callers["stranger"]!.Value, "student");
    static readonly Caller Admin = new(MatrixSchool.Callers["admin"]!.Value, Caller.Admin);

    static readonly Dictionary<string, Func<UserDatabase, Task>> Ends = new()
    {
        ["a query"] = users => users.Query(Student, OwnRows, [], _ => 0, default),
        ["a query that fails"] = users => users.Query(Student, "SELECT 1 / 0", [], _ => 0, default),
        ["a query that may not"] = users => users.Query(Student, "SELECT * FROM audit_log FOR UPDATE", [], _ => 0, default),
        ["a reader that fails"] = users => users.Query<int>(Admin, OwnRows, [], _ => throw new InvalidOperationException(), default),
        ["a cancelled query"] = users => Cancelled(token => users.Query(Student, "SELECT pg_sleep(60)", [], _ => 0, token)),
        ["a transaction"] = users => Write(users, row => row.Execute("SELECT 1")),
        ["a transaction that throws"] = users => Write(users, _ => throw new InvalidOperationException()),
        ["a transaction with a failed statement"] = users => Write(users, row => row.Execute("SELECT 1 / 0")),
        ["a cancelled transaction"] = users => Cancelled(
            token => users.Write(Student, row => row.Execute("SELECT pg_sleep(60)"), token)),
        ["a time-out"] = users => Write(users, async row =>
        {
            await row.Execute("SET LOCAL statement_timeout = 20");
            return await row.Execute("SELECT pg_sleep(60)");
        }),
        ["a commit that fails"] = users => Write(users, row => row.Execute(
            "INSERT INTO classes (name) VALUES ('fails at the commit')")),
    };

    public static TheoryData<string> EndNames => [.. Ends.Keys];

    [PostgresTheory]
    [MemberData(nameof(EndNames))]
    public async Task Nothing_is_left_on_the_connection_by(string end)
    {
        await using var postgres = await Start(school.Database.ConnectionString);
        await FailAtCommit();
        var before = await State(postgres);

        var failure = await Record.ExceptionAsync(() => Ends[end](new UserDatabase(postgres)));

        Assert.Equal(end is "a query" or "a transaction", failure is null);
        Assert.Equal(before, await State(postgres));
        Assert.Equal(("zoomorleans", "", "0"), (before.User, before.Id, before.Timeout));
    }

    [PostgresFact]
    public async Task A_query_is_one_round_trip_in_one_transaction()
    {
        var settings = new NpgsqlConnectionStringBuilder(school.Database.ConnectionString);
        using var counter = new TripCounter(settings.Port);
        settings.Port = counter.Port;
        await using var postgres = await Start(settings.ConnectionString);
        var users = new UserDatabase(postgres);

        foreach (var _ in Enumerable.Range(0, 5))
        {
            await users.Query(Student, OwnRows, [], row => row.GetGuid(0), default);
            var before = counter.Trips;
            var found = await users.Query(Student, $"{OwnRows} WHERE id <> $1", [Guid.Empty], row => row.GetGuid(0), default);
            Assert.Equal(before + 1, counter.Trips);
            Assert.Equal([Student.Id], found);
        }
    }

    [PostgresFact]
    public async Task What_is_written_in_one_call_is_one_transaction()
    {
        await using var postgres = await Start(school.Database.ConnectionString);
        var users = new UserDatabase(postgres);

        var ids = await users.Write(Student, async rows => (
            First: await rows.Query("SELECT txid_current()", [], row => row.GetInt64(0)),
            Second: await rows.Query("SELECT txid_current()", [], row => row.GetInt64(0)),
            Role: await rows.Query("SELECT current_user::text", [], row => row.GetString(0))), default);

        Assert.Equal(ids.First, ids.Second);
        Assert.Equal(["app_user"], ids.Role);
    }

    [PostgresFact]
    public async Task Two_users_who_share_a_connection_never_see_each_others_rows()
    {
        await using var postgres = await Start(school.Database.ConnectionString);
        var users = new UserDatabase(postgres);

        var backends = await Task.WhenAll(Ask(Student), Ask(Stranger), Ask(Student), Ask(Stranger));

        Assert.Single(backends.SelectMany(pids => pids).Distinct());

        async Task<List<int>> Ask(Caller caller)
        {
            var pids = new List<int>();
            foreach (var i in Enumerable.Range(0, 100))
            {
                var rows = i % 2 == 0
                    ? await users.Query(caller, "SELECT id, pg_backend_pid() FROM users", [], Read, default)
                    : await users.Write(caller, rows => rows.Query("SELECT id, pg_backend_pid() FROM users", [], Read), default);
                Assert.Equal(caller.Id, Assert.Single(rows).Id);
                pids.Add(rows[0].Backend);
            }
            return pids;
        }

        static (Guid Id, int Backend) Read(NpgsqlDataReader row) => (row.GetGuid(0), row.GetInt32(1));
    }

    /// <summary>What is sent often is prepared, for the columns that it had then.</summary>
    [PostgresFact]
    public async Task Rows_with_other_columns_come_one_by_one_on_the_same_connection()
    {
        await using var postgres = await Start(school.Database.ConnectionString);
        var users = new UserDatabase(postgres);

        foreach (var i in Enumerable.Range(0, 20))
        {
            var (sql, columns) = i % 2 == 0 ? (OwnRows, 1) : ("SELECT id, name FROM users", 2);
            await users.Snapshot(Admin, Look, default);

            async Task Look(UserTransaction rows)
            {
                var found = new List<int>();
                await foreach (var count in rows.Each(sql, [], row => row.FieldCount))
                    found.Add(count);
                Assert.Equal([columns], found.Distinct());
            }
        }
    }

    [PostgresFact]
    public async Task An_entry_of_the_audit_log_is_committed_and_makes_nobody_ask_for_their_rights_anew()
    {
        await using var postgres = await Start(school.Database.ConnectionString);
        var users = new UserDatabase(postgres);
        var before = users.Changes;

        await new UserSession(Student, users, default).Note(
            "INSERT INTO audit_log (actor_id, action, details) VALUES ($1, 'export', '{}')", Student.Id);

        Assert.Equal(before, users.Changes);
        Assert.Single(await users.Query(
            Admin, "SELECT 1 FROM audit_log WHERE actor_id = $1 AND action = 'export'", [Student.Id], _ => 0, default));
    }

    static Task Write(UserDatabase users, Func<UserTransaction, Task<int>> work) => users.Write(Admin, work, default);

    static async Task Cancelled(Func<CancellationToken, Task> work)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await work(soon.Token);
    }

    static Task<PostgresHosting> Start(string connectionString) => AccessHosting.Start(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 1 }.ConnectionString);

    static async Task<(int Backend, string User, string Id, string Timeout)> State(PostgresHosting postgres)
    {
        await using var command = postgres.Users.CreateCommand(StateSql);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3));
    }

    Task FailAtCommit() => Statements.Run(school.Database.AdminConnectionString, """
        CREATE OR REPLACE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'too late'; END $$;
        DROP TRIGGER IF EXISTS fails ON classes;
        CREATE CONSTRAINT TRIGGER fails AFTER INSERT ON classes DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (NEW.name = 'fails at the commit') EXECUTE FUNCTION public.fail();
        """);
}
