using System.Net;
using System.Text.Json;
using ZoomOrleans.Api.Administration;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>The audit log as admins read it.</summary>
[Collection(SharedApp.Name)]
public sealed class AuditTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Nobody_but_an_admin_reads_it()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var own = $"actor_id IN ('{school.Teacher}', '{school.Parent}') OR subject_id IN ('{school.Teacher}', '{school.Parent}')";

        foreach (var user in new[] { school.Teacher, school.Parent, school.Students[0] })
        {
            (await app.As(user).Get("/api/admin/audit")).Is(HttpStatusCode.Forbidden);
            Assert.Equal(0L, await As(user, "SELECT count(*) FROM audit_log"));
        }
        (await app.Anonymous.Get("/api/admin/audit")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(0L, await Statements.Run(
            app.Database.ConnectionString, "SET ROLE app_user; SELECT count(*) FROM audit_log"));
        Assert.True((long)(await As(AppProcess.AdminId, $"SELECT count(*) FROM audit_log WHERE {own}"))! > 0);

        Task<object?> As(Guid user, string sql) => Statements.Run(
            app.Database.ConnectionString, $"SET ROLE app_user; SET app.user_id = '{user}'; {sql}");
    }

    [PostgresFact]
    public async Task Its_pages_give_each_entry_once_the_newest_first()
    {
        var app = await shared.App;
        var actor = Guid.NewGuid();
        // Some at the same moment, so that a page ends between them.
        await Statements.Run(app.Database.AdminConnectionString, $"""
            INSERT INTO audit_log (at, actor_id, action)
            SELECT timestamptz '2026-03-02 08:00Z' + number / 4 * interval '1 microsecond', '{actor}', 'confirm'
            FROM generate_series(0, 22) AS number
            """);

        var all = await app.AuditEntries($"actorId={actor}", limit: 5);

        Assert.Equal(23, all.Select(one => one.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.Equal(23, all.Count);
        var times = all.Select(one => one.GetProperty("at").GetDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
    }

    [PostgresFact]
    public async Task A_filter_leaves_out_what_is_not_asked_for()
    {
        var app = await shared.App;
        var (actor, subject, meeting) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        // Days of the school in Manila, eight hours ahead.
        await Statements.Run(app.Database.AdminConnectionString, $$"""
            INSERT INTO audit_log (at, actor_id, action, meeting_id, occurrence_id, subject_id, details) VALUES
                ('2026-03-01T15:59:59Z', '{{actor}}', 'void', '{{meeting}}', 'first', NULL, '{"reason":"first"}'),
                ('2026-03-01T16:00:00Z', '{{actor}}', 'override', '{{meeting}}', 'second', '{{subject}}', '{"reason":"second"}'),
                ('2026-03-02T16:00:00Z', '{{actor}}', 'override', NULL, NULL, NULL, '{"reason":"third"}'),
                ('2026-03-02T16:00:00Z', NULL, 'lock', '{{meeting}}', NULL, NULL, '{"reason":"fourth"}')
            """);

        Assert.Equal(["third", "second", "first"], await Reasons($"actorId={actor}"));
        Assert.Equal(["third", "second"], await Reasons($"actorId={actor}&action=override"));
        Assert.Equal(["second"], await Reasons($"subjectId={subject}"));
        Assert.Equal(["fourth", "second", "first"], await Reasons($"meetingId={meeting}"));
        Assert.Equal(["second"], await Reasons($"actorId={actor}&from=2026-03-02&to=2026-03-02"));
        Assert.Equal(["second", "first"], await Reasons($"actorId={actor}&to=2026-03-02T16:00:00Z"));
        Assert.Equal(["third"], await Reasons($"actorId={actor}&from=2026-03-02T16:00:00Z"));
        var entry = Assert.Single(await app.AuditEntries($"subjectId={subject}"));
        Assert.Equal("2026-03-01T16:00:00Z", entry.GetProperty("at").GetString());
        Assert.Equal(meeting, entry.GetProperty("meetingId").GetGuid());
        Assert.Equal("second", entry.GetProperty("occurrenceId").GetString());

        async Task<IEnumerable<string?>> Reasons(string filter) =>
            from one in await app.AuditEntries(filter) select one.GetProperty("details").GetProperty("reason").GetString();
    }

    [PostgresTheory]
    [InlineData("from=yesterday")]
    [InlineData("to=2026-02-30")]
    [InlineData("action=overrides")]
    [InlineData("actorId=me")]
    [InlineData("subjectId=12")]
    [InlineData("meetingId=81000000000")]
    [InlineData("after=nonsense")]
    [InlineData("after=bm8KdGltZQ")]
    [InlineData("limit=many")]
    public async Task A_filter_that_cannot_be_read_is_refused(string filter) =>
        (await (await shared.App).Admin.Get($"/api/admin/audit?{filter}")).Is(HttpStatusCode.BadRequest);

    [Fact]
    public void Every_decision_can_be_asked_for() => Assert.Empty(
        from type in typeof(Decision).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
        let name = ((System.Text.Json.Serialization.JsonDerivedTypeAttribute)type).TypeDiscriminator
        where !EnumText.Names(typeof(AuditAction)).Contains(name)
        select name);
}

/// <summary>The audit log over HTTP.</summary>
static class AuditLog
{
    /// <summary>All entries of a filter, page by page.</summary>
    public static async Task<List<JsonElement>> AuditEntries(this AppProcess app, string filter, int limit = 200)
    {
        var (all, after) = (new List<JsonElement>(), "");
        do
        {
            var page = (await app.Admin.Get($"/api/admin/audit?{filter}&limit={limit}{after}")).Is(HttpStatusCode.OK);
            Assert.InRange(page.Items.Count, 0, limit);
            all.AddRange(page.Items);
            after = page.NextCursor is { } cursor ? $"&after={Uri.EscapeDataString(cursor)}" : "";
        }
        while (after.Length > 0);
        return all;
    }

    /// <summary>An entry as a test expects it: what, by whom, about whom, with which details.</summary>
    public static (string? Action, Guid? Actor, Guid? Subject, string Details) Told(this JsonElement entry) => (
        entry.GetProperty("action").GetString(), IdOrNull(entry, "actorId"), IdOrNull(entry, "subjectId"),
        entry.GetProperty("details").GetRawText());

    static Guid? IdOrNull(JsonElement entry, string field) =>
        entry.GetProperty(field) is { ValueKind: JsonValueKind.String } id ? id.GetGuid() : null;
}
