using System.Net;
using Npgsql;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

[Collection(SignInApp.Name)]
public sealed class IdentityRouteTests(SignInFixture shared)
{
    const string Issuer = "https://login.example";

    [PostgresFact]
    public async Task An_identity_is_linked_listed_and_unlinked()
    {
        var (_, app) = await shared.Both;
        var (user, subject) = (await School.AddUser(app, "student", "Nina"), $"{Guid.NewGuid()}|é");
        var path = $"/api/users/{user}/identities";

        Assert.Empty((await app.Admin.Get(path)).Is(HttpStatusCode.OK).Items);
        for (var time = 0; time < 2; time++)
            (await app.Admin.Put(path, new { issuer = Issuer, subject })).Is(HttpStatusCode.NoContent);
        var listed = (await app.Admin.Get(path)).Is(HttpStatusCode.OK);
        (await app.Admin.Delete($"{path}?issuer={Issuer}&subject={Uri.EscapeDataString(subject)}")).Is(HttpStatusCode.NoContent);

        var identity = Assert.Single(listed.Items);
        Assert.Equal(
            (Issuer, subject), (identity.GetProperty("issuer").GetString(), identity.GetProperty("subject").GetString()));
        Assert.Null(listed.NextCursor);
        Assert.Empty((await app.Admin.Get(path)).Items);
        (await app.Admin.Delete($"{path}?issuer={Issuer}&subject={Uri.EscapeDataString(subject)}")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task An_identity_is_one_users_and_letters_matter()
    {
        var (_, app) = await shared.Both;
        var (one, other) = (await School.AddUser(app, "student", "One"), await School.AddUser(app, "student", "Two"));
        var subject = $"a{Guid.NewGuid()}";
        (await app.Admin.Put($"/api/users/{one}/identities", new { issuer = Issuer, subject })).Is(HttpStatusCode.NoContent);

        (await app.Admin.Put($"/api/users/{other}/identities", new { issuer = Issuer, subject })).Is(HttpStatusCode.Conflict);
        (await app.Admin.Put($"/api/users/{other}/identities", new { issuer = Issuer, subject = subject.ToUpperInvariant() }))
            .Is(HttpStatusCode.NoContent);
        (await app.Admin.Delete($"/api/users/{other}/identities?issuer={Issuer}&subject={subject}")).Is(HttpStatusCode.NotFound);

        Assert.Equal([subject], await People.Subjects(app, one));
    }

    [PostgresFact]
    public async Task What_cannot_be_an_identity_is_refused()
    {
        var (_, app) = await shared.Both;
        var path = $"/api/users/{await School.AddUser(app, "student", "Nina")}/identities";

        (await app.Admin.Put(path, new { issuer = Issuer })).Blames("subject");
        (await app.Admin.Put(path, new { issuer = Issuer, subject = "" })).Blames("subject");
        (await app.Admin.Put(path, new { issuer = Issuer, subject = new string('x', 256) })).Blames("subject");
        (await app.Admin.Put(path, new { issuer = "", subject = "x" })).Blames("issuer");
        (await app.Admin.Put(path, new { issuer = Issuer, subject = "x", role = "admin" })).Blames("role");
        (await app.Admin.Delete($"{path}?issuer={Issuer}")).Is(HttpStatusCode.BadRequest);
        var longest = new string('é', 255);
        (await app.Admin.Put(path, new { issuer = longest, subject = longest })).Is(HttpStatusCode.NoContent);
    }

    [PostgresFact]
    public async Task Only_admins_may_and_the_others_hear_only_of_whom_they_see()
    {
        var (_, app) = await shared.Both;
        var school = await School.Make(app);
        var (student, classmate) = (school.Students[0], school.Students[1]);

        await Answers(school.Teacher, student, HttpStatusCode.Forbidden);
        await Answers(student, student, HttpStatusCode.Forbidden);
        await Answers(student, classmate, HttpStatusCode.NotFound);
        await Answers(school.OtherTeacher, student, HttpStatusCode.NotFound);
        var nobody = $"/api/users/{Guid.NewGuid()}/identities";
        (await app.Admin.Get(nobody)).Is(HttpStatusCode.NotFound);
        (await app.Admin.Put(nobody, new { issuer = Issuer, subject = "x" })).Is(HttpStatusCode.NotFound);
        (await app.Anonymous.Get(nobody)).Is(HttpStatusCode.Unauthorized);

        async Task Answers(Guid caller, Guid user, HttpStatusCode expected)
        {
            var path = $"/api/users/{user}/identities";
            (await app.As(caller).Get(path)).Is(expected);
            (await app.As(caller).Put(path, new { issuer = Issuer, subject = "mine" })).Is(expected);
            (await app.As(caller).Delete($"{path}?issuer={Issuer}&subject=mine")).Is(expected);
        }
    }

    [PostgresFact]
    public async Task The_database_shows_identities_to_admins_alone_and_lets_nobody_else_write_them()
    {
        var (provider, app) = await shared.Both;
        var user = await People.Linked(app, provider.Issuer, Account.New(), "teacher", "Tess Teacher");

        Assert.Equal(1L, await As(AppProcess.AdminId, $"SELECT count(*) FROM user_identities WHERE user_id = '{user}'"));
        Assert.Equal(0L, await As(user, "SELECT count(*) FROM user_identities"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => As(
            user, $"INSERT INTO user_identities VALUES ('i', 's', '{user}') RETURNING 1"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(0L, await As(user, "WITH gone AS (DELETE FROM user_identities RETURNING 1) SELECT count(*) FROM gone"));

        async Task<object?> As(Guid caller, string sql)
        {
            await using var connection = await app.Database.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var become = new NpgsqlCommand(
                $"SELECT set_config('role', 'app_user', true), set_config('app.user_id', '{caller}', true)", connection);
            await become.ExecuteNonQueryAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }
    }
}
