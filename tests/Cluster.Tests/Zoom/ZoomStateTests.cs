using System.Net;
using Npgsql;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>What an admin sees of the program and Zoom's API.</summary>
public sealed class ZoomStateTests
{
    [PostgresFact]
    public async Task Without_an_account_it_is_said_what_to_set_and_what_waits()
    {
        await using var app = await AppProcess.Start(("Registration__AllowedEmailDomains__0", "school.example"));
        await Execute(app, """
            INSERT INTO due_work (kind, key, due_at, attempts, last_error) VALUES
                ('reconciliation', '1', '2100-01-01T00:00:00Z', 3, 'Zoom does not answer.'),
                ('reconciliation', '2', '2100-01-02T00:00:00Z', 1, 'Not ready.'),
                ('reconciliation', '3', '2100-01-02T00:00:00Z', 0, NULL),
                ('attendance', '4', '2100-01-01T00:00:00Z', 1, 'Nothing of Zoom.')
            """);
        var school = await School.Make(app, students: 1);
        await school.AddMeeting(("registrationEnabled", true), ("startTime", "2099-01-01T00:00:00Z"));
        await Eventually.Get(app.Admin, "/api/admin/zoom", answer => answer["waiting"].EnumerateArray().Any(one =>
            one.GetProperty("kind").GetString() == "registration"
            && one.GetProperty("lastError").GetString() == "Zoom is not connected."));

        var state = (await app.Admin.Get("/api/admin/zoom")).Is(HttpStatusCode.OK);

        Assert.False(state["connected"].GetBoolean());
        Assert.Contains("Zoom__ClientSecret", state.Text("problem"), StringComparison.Ordinal);
        Assert.Equal(("pro", 0), (state.Text("plan"), state["calls"].GetArrayLength()));
        Assert.Equal(2, state["waiting"].GetArrayLength());
        var waiting = state["waiting"][0];
        // What will be due of itself in years does not wait for Zoom.
        Assert.Equal(
            ("reconciliation", 2, "2100-01-01T00:00:00Z", "Zoom does not answer."),
            (waiting.GetProperty("kind").GetString(), waiting.GetProperty("count").GetInt32(),
                waiting.GetProperty("oldest").GetString(), waiting.GetProperty("lastError").GetString()));
    }

    [PostgresFact]
    public async Task With_an_account_each_weight_and_each_host_is_told()
    {
        await using var app = await AppProcess.Start(
            ("Zoom__AccountId", "account"), ("Zoom__ClientId", "client"), ("Zoom__ClientSecret", "secret"),
            ("Zoom__Plan", "Free"), ("Zoom__OAuthBaseUrl", "http://127.0.0.1:1"));

        var state = (await app.Admin.Get("/api/admin/zoom")).Is(HttpStatusCode.OK);

        Assert.True(state["connected"].GetBoolean());
        Assert.Equal("free", state.Text("plan"));
        Assert.Equal(
            [("light", 3.2, 6000), ("medium", 1.6, 2000), ("heavy", 0.8, 1000)],
            state["calls"].EnumerateArray().Select(one => (
                one.GetProperty("weight").GetString()!, Math.Round(one.GetProperty("perSecond").GetDouble(), 3),
                one.GetProperty("perDay").GetInt32())));
        Assert.Equal(0, state["hosts"].GetArrayLength());
        Assert.DoesNotContain("secret", state.Body, StringComparison.Ordinal);
    }

    static async Task Execute(AppProcess app, string sql)
    {
        await using var database = NpgsqlDataSource.Create(app.Database.AdminConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
