using System.Net;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Access;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Cluster.Tests.Privacy;

/// <summary>Who people are, and what opens doors, stands in no line that the program writes, however much it is asked to write.</summary>
public sealed class LogPrivacyTests
{
    [PostgresFact]
    public async Task With_everything_logged_that_the_program_can_say_nobody_is_named_and_no_secret_told()
    {
        await using var app = await AppProcess.Start(("Logging__LogLevel__ZoomOrleans", "Trace"));
        var person = await RecordedPerson.Make(app, HeldLesson.LongAgo);
        (await app.Admin.Post("/api/users", new { name = person.Name, role = "student", email = person.Email }))
            .Is(HttpStatusCode.Conflict);
        (await app.Admin.Post("/api/users", new { name = person.Name, role = person.Name, email = person.Email }))
            .Is(HttpStatusCode.BadRequest);
        (await app.As(person.Id).Get($"/api/admin/users/{person.Id}/export")).Is(HttpStatusCode.Forbidden);
        await WhileTheLogIsClosed(app, person);
        (await app.Admin.Delete($"/api/admin/users/{person.Id}/data")).Is(HttpStatusCode.OK);

        Assert.True(app.Log.Count > 10, $"Only {app.Log.Count} lines were written.");
        string[] secrets =
        [
            .. person.Traces.Where(trace => trace != $"{person.Id}"), app.WebhookSecrets.First, app.WebhookSecrets.Second,
            app.Tokens.Key, app.Tokens.For(person.Id)[..20], Password(app),
        ];
        Assert.DoesNotContain(app.Log, line => secrets.Any(one => line.Contains(one, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(app.Log, ProgramOutput.IsPersonal);
        foreach (var route in RouteTable.Routes.Where(route =>
            route.Method == HttpMethod.Get && route.Path.StartsWith("/api/admin/", StringComparison.Ordinal)
            && route.Parameters.Count == 0))
        {
            var told = (await app.Admin.Get(route.Path)).Body;
            Assert.DoesNotContain(secrets[^5..], one => told.Contains(one, StringComparison.Ordinal));
        }
    }

    /// <summary>Then each of PostgreSQL's errors would tell the values of the row that it is about.</summary>
    [PostgresFact]
    public async Task What_PostgreSQL_says_of_a_row_is_not_told_even_where_the_connection_asks_for_it()
    {
        await using var test = await TestDatabase.Create();
        await using var database = new SiloDatabase($"{test.ConnectionString};Include Error Detail=true");
        await using var command = database.Command(
            "INSERT INTO users (name, email, role) SELECT 'Zenaida', 'zenaida@school.example', 'student' FROM generate_series(1, 2)");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.DoesNotContain("zenaida", $"{refusal} {refusal.Detail}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Webhooks are refused, and so is work that is due.</summary>
    static async Task WhileTheLogIsClosed(AppProcess app, RecordedPerson person)
    {
        await Statements.Run(app.Database.AdminConnectionString, "REVOKE INSERT ON meeting_log FROM app_silo");
        using var refused = await app.Zoom.Post(ZoomBody.Fact("meeting.participant_joined", person.Meeting.Number, person.Name));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await Statements.Run(app.Database.AdminConnectionString, "GRANT INSERT ON meeting_log TO app_silo");
    }

    static string Password(AppProcess app) => new NpgsqlConnectionStringBuilder(app.Database.ConnectionString).Password!;
}
