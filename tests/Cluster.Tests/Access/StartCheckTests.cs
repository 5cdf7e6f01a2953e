using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>On servers of their own, since roles belong to a whole server.</summary>
public sealed partial class StartCheckTests
{
    [PostgresFact]
    public async Task Whatever_the_start_refuses_its_message_says_what_to_run_and_then_it_starts()
    {
        using var own = new OwnServer();
        await using var server = await own.Start();
        (string Damage, string Reason)[] damages =
        [
            ("ALTER ROLE app_user SUPERUSER", "is a superuser"),
            ("ALTER ROLE app_user BYPASSRLS", "bypasses row-level security"),
            ("GRANT app_silo TO app_user", "may act as app_silo"),
            ("CREATE ROLE keeper; GRANT keeper TO app_user; ALTER TABLE users OWNER TO keeper", "may act as keeper, who owns the table users"),
            ("ALTER TABLE zoom_participants OWNER TO app_user", "owns the table zoom_participants"),
            ("ALTER TABLE attendance_records NO FORCE ROW LEVEL SECURITY", "not forced on the table attendance_records"),
            ("ALTER TABLE users DISABLE ROW LEVEL SECURITY", "not forced on the table users"),
        ];
        await Check(server.ConnectionString);
        var admin = new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = Provision.Database };

        foreach (var (damage, reason) in damages)
        {
            await Statements.Run(admin.ConnectionString, damage);
            var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => Check(server.ConnectionString));
            Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);

            await Statements.Run(admin.ConnectionString, string.Concat(ToRun().Matches(refusal.Message)));
            await Check(server.ConnectionString);
        }
    }

    [PostgresFact]
    public async Task A_login_that_is_a_superuser_serves_users_their_own_rows_alone()
    {
        await using var database = await TestDatabase.CreateEmpty();

        await Check(database.AdminConnectionString);

        await using var postgres = await AccessHosting.Start(database.AdminConnectionString);
        await Statements.Run(
            database.AdminConnectionString, "INSERT INTO users (name, email, role) VALUES ('N', 'n@school.example', 'student')");
        Assert.Empty(await new UserDatabase(postgres).Query(
            new Caller(Guid.NewGuid(), "student"), "SELECT 1 FROM users", [], row => row.GetInt32(0), default));
    }

    [PostgresFact]
    public async Task A_login_that_may_not_make_roles_serves_once_an_administrator_has_granted_them()
    {
        using var own = new OwnServer();
        await using var server = await own.Start();
        await Statements.Run(server.AdminConnectionString, "CREATE ROLE plain LOGIN PASSWORD 'plain'");
        await Statements.Run(server.AdminConnectionString, "CREATE DATABASE school OWNER plain");
        var settings = new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = "school" };
        await Statements.Run(settings.ConnectionString, "ALTER SCHEMA public OWNER TO plain");
        settings.Username = settings.Password = "plain";
        await using var app = AppProcess.OnServer(settings.ConnectionString);

        Assert.NotEqual(0, await app.RunToEnd());
        var grant = app.Log.Single(line => line.Contains("run once: ", StringComparison.Ordinal)).Split("run once: ")[1];
        await Statements.Run(server.AdminConnectionString, grant);
        await app.Launch();

        var student = await School.AddUser(app, "student", "Nina");
        (await app.As(student).Get($"/api/users/{student}")).Is(HttpStatusCode.OK);
        (await app.As(student).Get($"/api/users/{AppProcess.AdminId}")).Is(HttpStatusCode.NotFound);
    }

    /// <summary>What the program does before it serves: migrations, then the check.</summary>
    static async Task Check(string connectionString)
    {
        await using var postgres = await AccessHosting.Start(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        var builder = WebApplication.CreateSlimBuilder();
        postgres.AddTo(builder.Services);
        await using var app = builder.Build();
        await app.CheckAccess();
    }

    [GeneratedRegex("(ALTER|REVOKE) [^;]*;")]
    private static partial Regex ToRun();
}
