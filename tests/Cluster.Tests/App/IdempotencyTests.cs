using System.Net;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class IdempotencyTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_repeated_request_gets_the_first_answer_and_creates_nothing_more()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var requests = new (string Path, object Body)[]
        {
            ("/api/users", new { name = "Nina", email = School.NewEmail(), role = "student" }),
            ("/api/classes", new { name = "8 Luna", teacherId = school.Teacher }),
            ("/api/zoom/meetings", school.MeetingRequest(
                ("settings", new { waitingRoom = true }), ("meetingType", "recurring"),
                ("recurrence", new { type = "daily", until = "2026-03-04" }))),
        };

        foreach (var (path, body) in requests)
        {
            var key = $"{Guid.NewGuid()}";
            var first = (await Post(app, key, path, body)).Is(HttpStatusCode.Created);
            var again = (await Post(app, key, path, body)).Is(HttpStatusCode.Created);

            Assert.Equal(first.Json.ToString(), again.Json.ToString());
            Assert.Equal(first.Response.Headers.Location, again.Response.Headers.Location);
        }
        Assert.Equal(2, (await app.As(school.Teacher).Get("/api/classes")).Items.Count);
    }

    [PostgresFact]
    public async Task A_key_stands_for_one_request_of_one_user()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var key = $"{Guid.NewGuid()}";
        var body = new { name = "8 Luna", teacherId = school.Teacher };
        (await Post(app, key, "/api/classes", body)).Is(HttpStatusCode.Created);

        (await Post(app, key, "/api/classes", new { name = "8 Mabini", teacherId = school.Teacher })).Is(HttpStatusCode.UnprocessableEntity);
        (await Post(app, key, "/api/users", new { name = "Nina", email = School.NewEmail(), role = "student" }))
            .Is(HttpStatusCode.UnprocessableEntity);
        var other = await School.AddUser(app, "admin", "Ann Other");
        (await app.As(other).Send(HttpMethod.Post, "/api/classes", body, ("Idempotency-Key", key))).Is(HttpStatusCode.Created);
        Assert.Equal(3, (await app.As(school.Teacher).Get("/api/classes")).Items.Count);
        (await app.Admin.Patch($"/api/users/{other}", new { role = "student" })).Is(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task What_failed_may_be_tried_again_with_its_key()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var (key, email) = ($"{Guid.NewGuid()}", School.NewEmail());
        var taken = (await app.Admin.Post("/api/users", new { name = "One", email, role = "student" })).Id;
        var request = new { name = "Two", email, role = "student" };

        (await Post(app, key, "/api/users", request)).Is(HttpStatusCode.Conflict);
        await app.Admin.Patch($"/api/users/{taken}", new { email = School.NewEmail() });
        (await Post(app, key, "/api/users", request)).Is(HttpStatusCode.Created);
        (await Post(app, new string('k', 201), "/api/users", request)).Is(HttpStatusCode.BadRequest);
    }

    [PostgresFact]
    public async Task Requests_at_the_same_moment_create_one()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var key = $"{Guid.NewGuid()}";
        var body = new { name = "8 Luna", teacherId = school.Teacher };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post(app, key, "/api/classes", body)));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        Assert.Single(answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.Id).Distinct());
        Assert.Equal(2, (await app.As(school.Teacher).Get("/api/classes")).Items.Count);
    }

    [PostgresFact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var key = $"{Guid.NewGuid()}";
        var first = await Post(app, key, "/api/classes", new { name = "8 Luna", teacherId = school.Teacher });
        await using var admin = NpgsqlDataSource.Create(app.Database.AdminConnectionString);
        await using var command = admin.CreateCommand(
            "UPDATE idempotency_keys SET created_at = created_at - interval '25 hours' WHERE key = $1");
        command.Parameters.Add(new() { Value = key });
        await command.ExecuteNonQueryAsync();

        var later = (await Post(app, key, "/api/classes", new { name = "8 Mabini", teacherId = school.Teacher })).Is(HttpStatusCode.Created);

        Assert.NotEqual(first.Id, later.Id);
    }

    static Task<Answer> Post(AppProcess app, string key, string path, object body) =>
        app.Admin.Send(HttpMethod.Post, path, body, ("Idempotency-Key", key));
}
