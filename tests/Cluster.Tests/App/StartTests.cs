using System.Net;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

public sealed class StartTests
{
    [PostgresFact]
    public async Task The_first_admin_is_made_once_however_many_programs_start()
    {
        await using var one = await AppProcess.Create(("Bootstrap__Admin__Id", $"{Guid.NewGuid()}"));
        await using var other = AppProcess.On(
            one.Database, ("Bootstrap__Admin__Id", $"{Guid.NewGuid()}"), ("Bootstrap__Admin__Email", "other@school.example"));

        await Task.WhenAll(one.Launch(), other.Launch());

        Assert.Equal(1L, await Scalar(one.Database, "SELECT count(*) FROM users"));
        Assert.Single(one.Log.Concat(other.Log), line => line.Contains("Made the first admin", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task A_killed_program_starts_again_and_has_what_it_had()
    {
        await using var app = await AppProcess.Start();
        var student = await School.AddUser(app, "student", "Nina");

        await app.Kill();
        await app.Launch();

        (await app.As(student).Get($"/api/users/{student}")).Is(HttpStatusCode.OK);
        Assert.Single(app.Log, line => line.Contains("Made the first admin", StringComparison.Ordinal));
        await app.Stop();
    }

    [PostgresTheory]
    [InlineData("ALTER TABLE zoom_participants OWNER TO app_user", "owns the table zoom_participants")]
    [InlineData("ALTER TABLE attendance_records NO FORCE ROW LEVEL SECURITY", "not forced on the table attendance_records")]
    public async Task Where_users_would_see_each_others_rows_nothing_is_served(string damage, string reason)
    {
        await using var app = await AppProcess.Create();
        await Scalar(app.Database, damage);

        Assert.NotEqual(0, await app.RunToEnd());

        Assert.Contains(app.Log, line => line.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log, line => line.Contains("Now listening", StringComparison.Ordinal));
    }

    [PostgresTheory]
    [InlineData("Bootstrap__Admin__Id", "7")]
    [InlineData("Bootstrap__Admin__Email", "nobody")]
    [InlineData("School__TimeZone", "Mars/Olympus")]
    [InlineData("School__LockAfterDays", "0")]
    public async Task A_setting_that_makes_no_sense_is_named_at_the_start(string name, string value)
    {
        await using var app = await AppProcess.Create((name, value));

        Assert.NotEqual(0, await app.RunToEnd());

        Assert.Contains(app.Log, line => line.Contains(name, StringComparison.Ordinal));
    }

    static async Task<object?> Scalar(TestDatabase database, string sql)
    {
        await using var admin = NpgsqlDataSource.Create(database.AdminConnectionString);
        await using var command = admin.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
