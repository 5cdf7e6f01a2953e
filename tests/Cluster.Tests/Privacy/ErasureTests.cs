using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Registration;
using ZoomOrleans.Cluster.Tests.Webhook;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Privacy;

/// <summary>Somebody's data is erased: nothing tells of them any more, and whatever was computed stays as it was.</summary>
public sealed class ErasureTests(ZoomDeskFixture shared) : IClassFixture<ZoomDeskFixture>
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static DateTimeOffset AWhileAgo => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeSeconds());

    [PostgresFact]
    public async Task Nothing_tells_of_somebody_erased_and_marks_and_totals_are_as_before()
    {
        var desk = await shared.Desk;
        var app = desk.App;
        var person = await RecordedPerson.Make(app, HeldLesson.LongAgo);
        var locked = person.Meeting;
        await Lock(app, locked);
        var recent = await person.Hold(AWhileAgo);
        var coming = await desk.AddMeeting(person.School);
        await Wait.Until(() => desk.Approved(coming).Contains(person.Email), "the student is registered at Zoom");
        var before = await Marks(app, person, locked, recent);
        Assert.NotEmpty(await Search.For(app.Database, person.Traces));

        var erased = await Erase(app, person);

        await Nothing(app, person.Traces);
        Assert.DoesNotContain(
            app.Log, line => person.Traces.Any(trace => line.Contains(trace, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(
            RegistrantStatus.Cancelled, Assert.Single(desk.Registrants(coming), one => one.Email == person.Email).Status);
        Assert.Equal(2, desk.Approved(coming).Count());
        Assert.Equal(before, await Marks(app, person, locked, recent));
        await IsVerified(app);
        (await app.As(person.Id).Get("/api/users")).Is(HttpStatusCode.Unauthorized);
        (await app.Admin.Get($"/api/users/{person.Id}")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Delete($"/api/admin/users/{person.Id}/data")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Delete($"/api/admin/users/{erased}/data")).Is(HttpStatusCode.Conflict);
        var entry = Assert.Single(await app.AuditEntries($"action=erase&subjectId={erased}"));
        Assert.Equal(AppProcess.AdminId, entry.GetProperty("actorId").GetGuid());

        // Zoom was late with something.
        var late = new Told(app, recent.Number, AWhileAgo.AddMinutes(-30));
        await late.Stayed(9, 0, 60, person.Nickname, email: person.HomeEmail, registrant: $"{person.Registrant}-{recent.Number}");
        await late.Ended(120);
        Assert.NotEmpty(await Search.For(app.Database, person.Traces));
        await Statements.Run(app.Database.AdminConnectionString, "UPDATE due_work SET due_at = now() WHERE kind = 'erasure'");
        await IsAt(app, erased, "done");
        await Nothing(app, person.Traces);
        var marks = await app.Admin.Get($"{recent.Path}/attendance");
        Assert.Contains(marks["records"].EnumerateArray(), one =>
            one.GetProperty("studentId").GetGuid() == erased && one.GetProperty("seconds").GetInt32() > 1800);
    }

    [PostgresFact]
    public async Task Killed_in_the_middle_it_goes_on_where_it_was()
    {
        var app = (await shared.Desk).App;
        var person = await RecordedPerson.Make(app, HeldLesson.LongAgo);
        var before = await Marks(app, person, person.Meeting);
        await using var other = new NpgsqlConnection(app.Database.AdminConnectionString);
        await other.OpenAsync();
        await using (var blocking = await other.BeginTransactionAsync())
        {
            await using var command = new NpgsqlCommand("LOCK TABLE meeting_log IN SHARE MODE", other);
            await command.ExecuteNonQueryAsync();
            var asked = app.Admin.Delete($"/api/admin/users/{person.Id}/data");
            await Wait.Until(async () => Equals("logs", await Step()), () => "its logs are about to be renamed");
            await app.Kill();
            await Assert.ThrowsAsync<HttpRequestException>(() => asked);
        }

        await app.Launch();
        // As if the time of whoever was at work were over.
        await Statements.Run(app.Database.AdminConnectionString, "UPDATE due_work SET due_at = now() WHERE kind = 'erasure'");

        await Wait.Until(async () => Equals("settling", await Step()), () => "the erasure has gone on", Patience);
        await Nothing(app, person.Traces);
        Assert.Equal(before, await Marks(app, person, person.Meeting));
        await IsVerified(app);

        Task<object?> Step() => One(app, "SELECT step FROM erasures ORDER BY requested_at DESC LIMIT 1");
    }

    [PostgresFact]
    public async Task Facts_may_go_before_or_meanwhile()
    {
        var app = (await shared.Desk).App;
        var person = await RecordedPerson.Make(app, HeldLesson.LongAgo);
        await Lock(app, person.Meeting);
        (await app.Admin.Put("/api/admin/retention", new
        {
            items = new[] { new { kind = "facts", days = 30 }, new { kind = "participants", days = 30 } },
        })).Is(HttpStatusCode.OK);
        var before = await Marks(app, person, person.Meeting);
        Task<Answer>[] asked;
        Task<Answer> run;
        await using (var other = new NpgsqlConnection(app.Database.AdminConnectionString))
        {
            await other.OpenAsync();
            await using var blocking = await other.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("LOCK TABLE meeting_log IN SHARE MODE", other);
            await command.ExecuteNonQueryAsync();
            // Twice, under one key: it is the same erasure.
            var key = ("Idempotency-Key", $"{Guid.NewGuid()}");
            asked = [.. Enumerable.Range(0, 2).Select(_ =>
                app.Admin.Send(HttpMethod.Delete, $"/api/admin/users/{person.Id}/data", null, key))];
            await Wait.Until(
                async () => Equals("logs", await One(app, "SELECT step FROM erasures ORDER BY requested_at DESC LIMIT 1")),
                () => "its logs are about to be renamed");
            run = app.Admin.Post("/api/admin/retention/run", new { });
            await Wait.Until(
                async () => Equals(true, await One(app, """
                    SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (
                        SELECT oid FROM pg_database WHERE datname = current_database()))
                    """)),
                () => "the retention has begun");
        }
        (await run).Is(HttpStatusCode.OK);
        var erased = Assert.Single((await Task.WhenAll(asked)).Select(one => one.Id).Distinct());
        Assert.Single(await app.AuditEntries($"action=erase&subjectId={erased}"));
        await IsAt(app, erased, "settling");

        await Nothing(app, person.Traces);
        Assert.Equal(0L, await One(app, $"""
            SELECT count(*) FROM meeting_log WHERE meeting = {person.Meeting.Number} AND kind BETWEEN 1 AND 7
            """));
        Assert.Equal(before, await Marks(app, person, person.Meeting));
        await IsVerified(app);

        string[] classmate = [$"{person.Classmate}", (await app.Admin.Get($"/api/users/{person.Classmate}")).Text("email")!];
        await Erase(app, person.Classmate);

        await Nothing(app, classmate);
        await Statements.Run(app.Database.AdminConnectionString, "UPDATE due_work SET due_at = now() WHERE kind = 'erasure'");
        await Wait.Until(
            async () => Equals(0L, await One(app, "SELECT count(*) FROM erasures WHERE step <> 'done'")), () => "both are done");
        await Nothing(app, [.. person.Traces, .. classmate]);
        Assert.Equal(before, await Marks(app, person, person.Meeting));
        await IsVerified(app);
    }

    [PostgresFact]
    public async Task Several_silos_give_the_same_pseudonyms_and_one_goes_on_for_another()
    {
        (string, string) key = ("Erasure__KeyDirectory", TestDirectory.New());
        await using var database = await TestDatabase.Create();
        await using var stays = AppProcess.Silo(database, key);
        await using var dies = AppProcess.Silo(database, key);
        await using var app = AppProcess.On(database, ("Cluster__Mode", "Client"));
        await Task.WhenAll(stays.Launch(), dies.Launch());
        await app.Launch();
        var person = await RecordedPerson.Make(app, HeldLesson.LongAgo);
        Meeting[] meetings = [person.Meeting, .. await Task.WhenAll(person.Hold(AWhileAgo), person.Hold(AWhileAgo))];
        var before = await Marks(app, person, meetings);

        var erased = await Erase(app, person);

        await Nothing(app, person.Traces);
        Assert.Equal(before, await Marks(app, person, meetings));
        await IsVerified(app);
        await dies.Kill();
        var late = new Told(app, meetings[1].Number, AWhileAgo.AddMinutes(-30));
        await late.Stayed(9, 0, 60, person.Nickname, email: person.HomeEmail);
        await late.Ended(120);
        await Statements.Run(database.AdminConnectionString, "UPDATE due_work SET due_at = now() WHERE kind = 'erasure'");
        await IsAt(app, erased, "done");
        await Nothing(app, person.Traces);
    }

    [PostgresFact]
    public async Task Who_came_back_is_somebody_new()
    {
        var app = (await shared.Desk).App;
        var person = await RecordedPerson.Make(app, HeldLesson.LongAgo);
        var erased = await Erase(app, person);
        var again = await app.Admin.Post("/api/users", new { name = person.Name, role = "student", email = person.Email });
        again.Is(HttpStatusCode.Created);

        await Statements.Run(app.Database.AdminConnectionString, "UPDATE due_work SET due_at = now() WHERE kind = 'erasure'");
        await IsAt(app, erased, "done");

        Assert.Equal(person.Email, (await app.Admin.Get($"/api/users/{again.Id}")).Text("email"));
    }

    [PostgresFact]
    public async Task Whoever_is_needed_still_is_not_erased_and_it_is_said_what_to_do()
    {
        var app = (await shared.Desk).App;
        var school = await School.Make(app);
        await school.AddMeeting(("startTime", DateTimeOffset.UtcNow.AddDays(1).ToString("O", CultureInfo.InvariantCulture)));

        var host = await app.Admin.Delete($"/api/admin/users/{school.Teacher}/data");
        Assert.Contains("another host", host.Is(HttpStatusCode.Conflict).Text("detail"), StringComparison.Ordinal);
        var self = await app.Admin.Delete($"/api/admin/users/{AppProcess.AdminId}/data");
        Assert.Contains("another admin", self.Is(HttpStatusCode.Conflict).Text("detail"), StringComparison.Ordinal);
        (await app.As(school.Teacher).Delete($"/api/admin/users/{school.Students[0]}/data")).Is(HttpStatusCode.Forbidden);
        foreach (var one in new[] { school.Teacher, AppProcess.AdminId, school.Students[0] })
            (await app.Admin.Get($"/api/users/{one}")).Is(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task A_teacher_is_erased_from_what_they_decided()
    {
        var app = (await shared.Desk).App;
        var person = await RecordedPerson.Make(app, HeldLesson.LongAgo);
        var teacher = await app.Admin.Get($"/api/users/{person.School.Teacher}");
        string[] traces = [$"{person.School.Teacher}", teacher.Text("email")!];
        Assert.NotEmpty(await Search.For(app.Database, traces));

        var erased = await Erase(app, person.School.Teacher);

        await Nothing(app, traces);
        var mark = (await app.Admin.Get($"{person.Meeting.Path}/attendance"))["records"].EnumerateArray()
            .Single(one => one.GetProperty("studentId").GetGuid() == person.Id);
        Assert.Equal(erased, mark.GetProperty("override").GetProperty("by").GetGuid());
        await IsVerified(app);
    }

    static Task<object?> One(AppProcess app, string sql) => Statements.Run(app.Database.AdminConnectionString, sql);

    static async Task Nothing(AppProcess app, IReadOnlyList<string> traces)
    {
        var found = await Search.For(app.Database, traces);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    static Task<Guid> Erase(AppProcess app, RecordedPerson person) => Erase(app, person.Id);

    static async Task<Guid> Erase(AppProcess app, Guid person)
    {
        var answer = await app.Admin.Delete($"/api/admin/users/{person}/data");
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, $"{answer.Status}: {answer.Body}");
        await IsAt(app, answer.Id, "settling");
        return answer.Id;
    }

    /// <summary>And nothing from then on.</summary>
    static async Task Lock(AppProcess app, Meeting meeting)
    {
        (await app.Admin.Put("/api/admin/settings", new { lockAfterDays = 1 })).Is(HttpStatusCode.OK);
        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "locked", Patience);
        (await app.Admin.Put("/api/admin/settings", new { lockAfterDays = 3650 })).Is(HttpStatusCode.OK);
    }

    static async Task IsAt(AppProcess app, Guid erasure, string step)
    {
        string? now = null;
        await Wait.Until(Is, () => $"the erasure is {step}; it is {now}", Patience);

        async Task<bool> Is()
        {
            // What waits for Zoom is looked at now, and not some seconds later.
            await Statements.Run(app.Database.AdminConnectionString, """
                UPDATE due_work SET due_at = now()
                WHERE kind = 'erasure' AND due_at > now() AND key IN (SELECT id::text FROM erasures WHERE step = 'zoom')
                """);
            now = (await app.Admin.Get("/api/admin/erasures")).Items
                .Where(one => one.GetProperty("id").GetGuid() == erasure)
                .Select(one => one.GetProperty("step").GetString()).SingleOrDefault();
            return now == step;
        }
    }

    /// <summary>Of the meetings and the class, whoever has them.</summary>
    static async Task<string> Marks(AppProcess app, RecordedPerson person, params Meeting[] meetings)
    {
        var all = new List<string>();
        foreach (var meeting in meetings)
        {
            var attendance = await app.Admin.Get($"{meeting.Path}/attendance");
            all.Add(attendance.Text("state")!);
            all.AddRange(attendance["records"].EnumerateArray().Select(Mark).Order());
        }
        var summary = await app.Admin.Get($"/api/classes/{person.School.Class}/attendance");
        all.Add($"{summary["summary"]}");
        return string.Join('\n', all);

        static string Mark(JsonElement record) => string.Join(' ', record.EnumerateObject()
            .Where(field => field.Name is not ("studentId" or "name" or "override")).Select(field => $"{field.Value}"));
    }

    static async Task IsVerified(AppProcess app)
    {
        var answer = (await app.Admin.Post("/api/admin/verify", new { from = "2026-01-01", to = "2026-12-31" }))
            .Is(HttpStatusCode.OK);
        Assert.True(answer["differences"].GetArrayLength() == 0, answer.Body);
    }
}
