using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>What lay in quarantine is read again. In a program of their own: others count what lies there.</summary>
public sealed class ReplayTests(SharedAppFixture own) : IClassFixture<SharedAppFixture>
{
    const string Path = "/api/admin/quarantine";

    [PostgresFact]
    public async Task What_can_be_read_now_is_recorded_once_and_leaves_the_quarantine()
    {
        var app = await own.App;
        var meeting = School.NewNumber();
        var body = ZoomBody.Fact("meeting.participant_joined", meeting);
        using var cut = await app.Zoom.Post(body[..^1]);
        var id = (await app.Admin.Get(Path)).Items[0].GetProperty("id").GetGuid();
        // As if the program had learnt to do without the brace.
        await Statements.Run(app.Database.AdminConnectionString, $$"""UPDATE quarantined_events SET body = body || '}' WHERE id = '{{id}}'""");

        var replayed = (await app.Admin.Post($"{Path}/{id}/replay", "")).Is(HttpStatusCode.OK);

        Assert.Equal("""{"outcome":"recorded"}""", replayed.Json.GetRawText());
        Assert.Equal((1L, false), (await Stored.InLog(app, meeting), await IsThere(app, id)));
        using var whole = await app.Zoom.Post(body);
        Assert.Equal(1L, await Stored.InLog(app, meeting));
    }

    [PostgresFact]
    public async Task What_still_cannot_be_read_stays_and_the_answer_says_why_and_nothing_of_the_body()
    {
        var app = await own.App;
        var id = await Keep(app, ZoomBody.Of("meeting.started", new JsonObject { ["uuid"] = "run", ["topic"] = "Liwayway" }));

        var refused = (await app.Admin.Post($"{Path}/{id}/replay", "")).Is(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("STILL_UNREADABLE", refused.Text("code"));
        Assert.Contains("without id", refused.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("Liwayway", refused.Json.GetRawText(), StringComparison.Ordinal);
        Assert.True(await IsThere(app, id));
    }

    [PostgresFact]
    public async Task What_is_nothing_to_keep_leaves_the_quarantine_and_is_in_no_log()
    {
        var app = await own.App;
        var id = await Keep(app, ZoomBody.Of("meeting.participant_waiting", new JsonObject { ["id"] = 1 }));
        var before = await Stored.InAnyLog(app);

        var replayed = (await app.Admin.Post($"{Path}/{id}/replay", "")).Is(HttpStatusCode.OK);

        Assert.Equal("""{"outcome":"ignored"}""", replayed.Json.GetRawText());
        Assert.Equal((before, false), (await Stored.InAnyLog(app), await IsThere(app, id)));
        (await app.Admin.Post($"{Path}/{id}/replay", "")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task The_quarantine_is_listed_newest_first_and_page_by_page_without_bodies()
    {
        var app = await own.App;
        var ids = new List<Guid>();
        foreach (var day in new[] { 1, 2, 3 })
            ids.Insert(0, await Keep(app, "Ana Liwayway Reyes", $"2098-01-0{day}T00:00:00.000001Z"));

        var first = (await app.Admin.Get($"{Path}?limit=2")).Is(HttpStatusCode.OK);
        var second = (await app.Admin.Get($"{Path}?limit=2&after={first.NextCursor}")).Is(HttpStatusCode.OK);

        Assert.Equal(ids, first.Items.Concat(second.Items).Take(3).Select(item => item.GetProperty("id").GetGuid()));
        Assert.Equal(
            $$"""{"id":"{{ids[0]}}","reason":"a test","receivedAt":"2098-01-03T00:00:00.000001Z"}""", first.Items[0].GetRawText());
    }

    [PostgresFact]
    public async Task The_quarantine_is_for_admins_and_nobodys_session_reads_its_bodies()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 1);
        var id = await Keep(app, "{");

        foreach (var user in new[] { school.Teacher, school.Students[0], school.Parent })
        {
            (await app.As(user).Get(Path)).Is(HttpStatusCode.Forbidden);
            (await app.As(user).Post($"{Path}/{id}/replay", "")).Is(HttpStatusCode.Forbidden);
            Assert.Equal(0L, await As(app, user, "count(id)"));
        }
        Assert.True(await IsThere(app, id));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => As(app, AppProcess.AdminId, "min(body)"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [PostgresFact]
    public async Task A_kill_between_recording_and_forgetting_loses_nothing_and_repeats_nothing()
    {
        await using var app = await AppProcess.Start();
        var meeting = School.NewNumber();
        var id = await Keep(app, ZoomBody.Fact("meeting.participant_joined", meeting));
        await using (var holder = new NpgsqlConnection(app.Database.AdminConnectionString))
        {
            // Held here, the row cannot be forgotten before the kill.
            await holder.OpenAsync();
            await using var held = await holder.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("SELECT FROM quarantined_events FOR UPDATE", holder);
            await hold.ExecuteNonQueryAsync();
            var unanswered = app.Admin.Post($"{Path}/{id}/replay", "");
            await Wait.Until(() => Stored.InLog(app, meeting).GetAwaiter().GetResult() == 1, "the event is in the log");
            await app.Kill();
            await Assert.ThrowsAsync<HttpRequestException>(() => unanswered);
            // What the program had asked for already, the server would still do.
            hold.CommandText = """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """;
            await hold.ExecuteNonQueryAsync();
        }
        Assert.True(await IsThere(app, id));

        await app.Launch();
        var replayed = (await app.Admin.Post($"{Path}/{id}/replay", "")).Is(HttpStatusCode.OK);

        Assert.Equal("recorded", replayed.Text("outcome"));
        Assert.Equal((1L, false), (await Stored.InLog(app, meeting), await IsThere(app, id)));
    }

    static async Task<Guid> Keep(AppProcess app, string body, string receivedAt = "2026-03-02T00:31:00Z") =>
        (Guid)(await Statements.Run(app.Database.AdminConnectionString, $"""
            INSERT INTO quarantined_events (reason, body, received_at) VALUES ('a test', $body${body}$body$, '{receivedAt}')
            RETURNING id
            """))!;

    static async Task<bool> IsThere(AppProcess app, Guid id) => await Statements.Run(
        app.Database.AdminConnectionString, $"SELECT 1 FROM quarantined_events WHERE id = '{id}'") is not null;

    /// <summary>What one user's session reads of the table.</summary>
    static Task<object?> As(AppProcess app, Guid user, string what) => Statements.Run(
        app.Database.ConnectionString,
        $"""
        DO $$ BEGIN SET LOCAL ROLE app_user; SET LOCAL app.user_id = '{user}'; END $$;
        SELECT {what} FROM quarantined_events
        """);
}
