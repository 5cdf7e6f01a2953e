using System.Net;
using System.Text.Json;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>What has been kept long enough goes, and what was said before is what goes.</summary>
public sealed class RetentionTests(SharedAppFixture own) : IClassFixture<SharedAppFixture>
{
    const string Path = "/api/admin/retention";

    static readonly DateTimeOffset LessonStart = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);
    static readonly DateTimeOffset OtherStart = new(2026, 4, 6, 0, 30, 0, TimeSpan.Zero);
    static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(60);

    [PostgresFact]
    public async Task A_dry_run_says_exactly_what_a_run_deletes()
    {
        var app = await own.App;
        await Keep(app, ("facts", 30), ("participants", 30), ("quarantine", 30));
        // What other tests have left: facts, then the names of the lessons that have lost them.
        await RunAgain(app);
        await RunAgain(app);
        var school = await School.Make(app, students: 2);
        var locked = await LockedMeeting(app, school, LessonStart);
        await Statements.Run(app.Database.AdminConnectionString, $"""
            INSERT INTO quarantined_events (received_at, reason, body) VALUES (now() - interval '31 days', 'old', 'old'),
                (now() - interval '29 days', 'young', 'young');
            INSERT INTO audit_log (at, action) VALUES (now() - interval '2193 days', 'old');
            INSERT INTO meeting_registrants (meeting_id, user_id, zoom_registrant_id, join_url, status)
            SELECT '{locked.Id}', '{school.Students[0]}', 'r', 'https://zoom.us/w/1?tk=x', 'approved';
            INSERT INTO ip_hash_keys (id) VALUES ('{new string('0', 16)}');
            WITH opened AS (
                INSERT INTO check_ins (class_id, closes_at) VALUES ('{school.Class}', now()) RETURNING id, class_id)
            INSERT INTO qr_checkins (check_in_id, class_id, student_id, checked_in_at, ip_hash, key_id)
            SELECT id, class_id, student, now() - age * interval '1 day', '{new string('0', 32)}', '{new string('0', 16)}'
            FROM opened, (VALUES ('{school.Students[0]}'::uuid, 31), ('{school.Students[1]}', 29)) come (student, age);
            WITH opened AS (
                INSERT INTO check_ins (class_id, opened_at, closes_at) SELECT '{school.Class}', old, old
                FROM (VALUES (now() - interval '2193 days')) long (old) RETURNING id, class_id)
            INSERT INTO qr_checkins (check_in_id, class_id, student_id) SELECT id, class_id, '{school.Students[0]}' FROM opened;
            INSERT INTO check_in_misses (user_id, since)
            VALUES ('{school.Students[0]}', now() - interval '25 hours'), ('{school.Students[1]}', now());
            INSERT INTO idempotency_keys (user_id, key, route, request_hash, status, location, body, created_at)
            SELECT '{school.Students[0]}', age, '', '', 201, '', 'an answer', now() - age * interval '1 hour'
            FROM (VALUES (25), (23)) kept (age)
            """);
        await Quiet(app);
        await Links(app, 1);
        var before = await Tables(app);

        var said = (await app.Admin.Post($"{Path}/run?dryRun=true", new { })).Is(HttpStatusCode.OK);
        Assert.Equal(string.Join('\n', before), string.Join('\n', await Tables(app)));
        var done = (await app.Admin.Post($"{Path}/run", new { })).Is(HttpStatusCode.OK);

        Assert.Equal(said["items"].GetRawText(), done["items"].GetRawText());
        var after = await Tables(app);
        var gone = said["items"].EnumerateArray()
            .Where(item => item.GetProperty("kind").GetString() is not
                ("joinLinks" or "participants" or "checkInHashes" or "inactiveMeetings"))
            .GroupBy(item => item.GetProperty("table").GetString()!)
            .ToDictionary(table => table.Key, table => table.Sum(item => item.GetProperty("rows").GetInt64()));
        Assert.Equal(
            [
                "audit_log", "check_in_misses", "check_ins", "idempotency_keys", "meeting_log", "qr_checkins",
                "quarantined_events", "zoom_participants",
            ],
            gone.Keys.Order(StringComparer.Ordinal));
        // What the runs write themselves: an entry for each kind, and in each meeting's log and the audit log one for its lesson.
        var kinds = 10;
        Assert.Equal(
            before.Where(table => table.Key is not "audit_log" and not "meeting_log")
                .Select(table => (table.Key, table.Value - gone.GetValueOrDefault(table.Key))),
            after.Where(table => table.Key is not "audit_log" and not "meeting_log")
                .Select(table => (table.Key, table.Value)));
        Assert.Equal(before["audit_log"] - 1 + kinds + 1, after["audit_log"]);
        Assert.Equal(before["meeting_log"] - gone["meeting_log"] + 1, after["meeting_log"]);
        await Links(app, 0);
        Assert.Equal(1L, await Statements.Run(
            app.Database.AdminConnectionString, "SELECT count(*) FROM qr_checkins WHERE ip_hash IS NULL"));
        Assert.Equal(0, (await app.Admin.Post($"{Path}/run?dryRun=true", new { }))["items"].EnumerateArray()
            .Count(item => item.GetProperty("kind").GetString() != "participants"));
        (await app.Admin.Post($"{Path}/run", new { })).Is(HttpStatusCode.OK);
        Assert.Equal(0L, await Statements.Run(app.Database.AdminConnectionString, $"""
            SELECT count(*) FROM zoom_participants WHERE meeting_id = '{locked.Id}' AND (name <> '' OR email IS NOT NULL)
            """));
    }

    [PostgresFact]
    public async Task A_lesson_without_its_facts_stands_whatever_comes_and_is_said_to()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 2);
        var meeting = await LockedMeeting(app, school, LessonStart);
        var email = await EmailOf(app, school.Students[1]);
        await Keep(app, ("facts", 30), ("participants", 30));
        var path = $"{meeting.Path}/attendance";
        var before = await app.Admin.Get(path);

        (await app.Admin.Post($"{Path}/run", new { })).Is(HttpStatusCode.OK);

        var after = await app.Admin.Get(path);
        Assert.Equal(before["records"].GetRawText(), after["records"].GetRawText());
        Assert.NotNull(after.Text("factsDeletedAt"));
        Assert.Equal(0L, await Facts(app, meeting));
        // Nor who belonged to the class.
        Assert.Equal(0L, await Statements.Run(
            app.Database.AdminConnectionString,
            $"SELECT count(*) FROM meeting_log WHERE meeting = {meeting.Number} AND (kind = 20 OR body::text LIKE '%@%')"));
        var occurrence = $"{meeting.Path}/occurrences/{before.Text("occurrenceId")}";
        foreach (var decision in new[] { "unlock", "void", "confirm" })
        {
            var refused = await app.Admin.Post($"{occurrence}/{decision}", new { reason = "Too late" });
            Assert.Equal((HttpStatusCode.Conflict, "FACTS_DELETED"), (refused.Status, refused.Text("code")));
        }
        var view = (await app.Admin.Get($"{meeting.Path}/participants")).Is(HttpStatusCode.OK);
        Assert.True(view["factsDeleted"].GetBoolean());
        Assert.Equal(2, view["students"].GetArrayLength());
        await Proven(app, LessonStart, withoutFacts: 1);

        // Told again, or for the first time, and after a start anew: flagged, and nothing else.
        await meeting.Run.Attend("One", email, 60, 1260);
        var late = await Eventually.Get(app.Admin, path, answer => answer["records"].GetRawText().Contains("lateAfterLock"));
        Assert.Equal(["absent", "present"], Statuses(late).Order());
        await app.Kill();
        await app.Launch();
        Assert.Equal(["absent", "present"], Statuses(await app.Admin.Get(path)).Order());
        Assert.Equal(1, (await app.Admin.Get($"{meeting.Path}/occurrences"))["items"].GetArrayLength());
        await Proven(app, LessonStart, withoutFacts: 1);
        (await app.Admin.Post($"{Path}/run", new { })).Is(HttpStatusCode.OK);
        Assert.Equal(0L, await Facts(app, meeting));
        Assert.Equal(true, await Statements.Run(app.Database.AdminConnectionString, $"""
            SELECT max(seq) >= (SELECT derived_seq FROM meeting_heads WHERE meeting = {meeting.Number})
            FROM meeting_log WHERE meeting = {meeting.Number}
            """));
        Assert.Contains("lateAfterLock", (await app.Admin.Get(path))["records"].GetRawText());
    }

    [PostgresFact]
    public async Task What_a_killed_run_has_left_the_next_one_deletes_and_both_are_counted()
    {
        var app = await own.App;
        await Keep(app, ("quarantine", 30));
        await RunAgain(app);
        var audited = await Audited(app, "quarantine");
        await OldQuarantine(app, 1200);

        await KillInRun(app, "quarantined_events", "received_at = (SELECT max(received_at) FROM quarantined_events)");
        // A run's transactions are of 500 rows.
        Assert.Equal(200, await Left(app));
        await app.Launch();
        await RunAgain(app);

        Assert.Equal(0, await Left(app));
        Assert.Equal(audited + 1200, await Audited(app, "quarantine"));
    }

    [PostgresFact]
    public async Task Asked_for_again_with_its_key_a_run_is_answered_as_it_was_and_is_not_done_again()
    {
        var app = await own.App;
        var key = ("Idempotency-Key", $"{Guid.NewGuid()}");
        await Keep(app, ("quarantine", 30));
        await RunAgain(app);
        await OldQuarantine(app, 2);

        var first = (await Run()).Is(HttpStatusCode.OK);
        await OldQuarantine(app, 1);
        var again = (await Run()).Is(HttpStatusCode.OK);

        Assert.Contains("\"rows\":2", first.Body, StringComparison.Ordinal);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal(1, await Left(app));
        (await app.Admin.Send(HttpMethod.Post, "/api/users", new { name = "Nina", email = School.NewEmail(), role = "student" }, key))
            .Is(HttpStatusCode.UnprocessableEntity);
        await RunAgain(app);
        Assert.Equal(0, await Left(app));

        Task<Answer> Run() => app.Admin.Send(HttpMethod.Post, $"{Path}/run", new { }, key);
    }

    [PostgresFact]
    public async Task Killed_among_the_facts_it_goes_on_and_nothing_is_computed_anew()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 2);
        var meetings = await Task.WhenAll(
            LockedMeeting(app, school, OtherStart), LockedMeeting(app, school, OtherStart.AddDays(1)));
        await Keep(app, ("facts", 30), ("participants", 30));
        await Quiet(app);
        var before = await Task.WhenAll(meetings.Select(meeting => app.Admin.Get($"{meeting.Path}/attendance")));
        var due = (await app.Admin.Post($"{Path}/run?dryRun=true", new { }))["items"].EnumerateArray()
            .Where(item => item.GetProperty("kind").GetString() == "facts").Sum(item => item.GetProperty("rows").GetInt64());
        var audited = await Audited(app, "facts");

        await KillInRun(app, "meeting_log", $"kind = 2 AND meeting = {meetings.Max(one => one.Number)}");
        await app.Launch();

        await Proven(app, OtherStart, withoutFacts: 2);
        await RunAgain(app);
        foreach (var meeting in meetings)
            Assert.Equal(0L, await Facts(app, meeting));
        await Proven(app, OtherStart, withoutFacts: 2);
        foreach (var (meeting, was) in meetings.Zip(before))
            Assert.Equal(
                was["records"].GetRawText(), (await app.Admin.Get($"{meeting.Path}/attendance"))["records"].GetRawText());
        Assert.Equal(audited + due, await Audited(app, "facts"));
    }

    [PostgresFact]
    public async Task Meetings_that_are_no_longer_held_are_archived_and_are_back_with_another_lesson()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 0);
        var over = await school.AddMeeting(("startTime", "2025-03-02T00:30:00Z"));
        var planned = await school.AddMeeting(("startTime", "2025-03-02T00:30:00Z"));
        var held = await school.AddMeeting(("startTime", "2025-03-02T00:30:00Z"));

        (await app.Admin.Post($"{Path}/run", new { })).Is(HttpStatusCode.OK);
        Assert.Equal(3, await Listed(archived: true));
        (await app.Admin.Patch(planned.Path, new { startTime = "2099-05-02T00:30:00Z" })).Is(HttpStatusCode.OK);
        // Later than now, which Zoom tells in whole seconds.
        await new Lesson(app.Zoom, held.Number, DateTimeOffset.UtcNow.AddSeconds(1)).Start();

        await Wait.Until(async () => await Listed(archived: false) == 2, () => "what is used again is listed again");
        (await app.Admin.Post($"{Path}/run", new { })).Is(HttpStatusCode.OK);
        Assert.Equal((2, 1), (await Listed(archived: false), await Listed(archived: true)));
        Assert.NotNull((await app.Admin.Get(over.Path)).Is(HttpStatusCode.OK).Text("archivedAt"));

        async Task<int> Listed(bool archived) =>
            (await app.Admin.Get($"/api/zoom/meetings?classId={school.Class}{(archived ? "&archived=true" : "")}")).Items.Count;
    }

    [PostgresFact]
    public async Task A_meeting_whose_log_cannot_be_read_keeps_the_others_from_nothing()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 2);
        await Keep(app, ("facts", 30), ("participants", 30));
        var meetings = await Task.WhenAll(
            LockedMeeting(app, school, OtherStart.AddDays(7)), LockedMeeting(app, school, OtherStart.AddDays(8)));
        var (broken, other) = (meetings.MinBy(one => one.Number)!, meetings.MaxBy(one => one.Number)!);
        await Statements.Run(app.Database.AdminConnectionString, $"""
            INSERT INTO meeting_log (meeting, seq, kind, at, body)
            SELECT {broken.Number}, max(seq) + 1, 20, now(), '[]' FROM meeting_log WHERE meeting = {broken.Number};
            UPDATE due_work SET due_at = now() WHERE kind = 'retention'
            """);

        await Wait.Until(async () => Equals(0L, await Facts(app, other)), () => "the other meeting has lost its facts");

        Assert.NotEqual(0L, await Facts(app, broken));
        await Statements.Run(
            app.Database.AdminConnectionString, $"DELETE FROM meeting_log WHERE meeting = {broken.Number} AND body = '[]'");
        await RunAgain(app);
        Assert.Equal(0L, await Facts(app, broken));
    }

    [PostgresFact]
    public async Task Periods_that_do_not_go_together_are_refused_and_changes_are_audited()
    {
        var app = await own.App;
        var refused = await app.Admin.Put(Path, new { items = new[] { new { kind = "facts", days = (int?)3000 } } });
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("facts must not be kept longer than participants", refused.Json.GetRawText());

        await Keep(app, ("quarantine", 10));

        Assert.Equal(10, (await app.Admin.Get(Path))["items"].EnumerateArray()
            .Single(item => item.GetProperty("kind").GetString() == "quarantine").GetProperty("days").GetInt32());
        var entry = (await app.Admin.Get("/api/admin/audit?action=retentionChanged"))["items"][0].GetProperty("details");
        Assert.Equal((30, 10), (entry.GetProperty("from").GetInt32(), entry.GetProperty("to").GetInt32()));
    }

    sealed record Held(Guid Id, long Number, string Path, Lesson Run);

    /// <summary>One of two students was there, and a guest.</summary>
    static async Task<Held> LockedMeeting(AppProcess app, School school, DateTimeOffset start)
    {
        (await app.Admin.Put("/api/admin/settings", new { lockAfterDays = 1 })).Is(HttpStatusCode.OK);
        var meeting = await school.AddMeeting();
        var lesson = new Lesson(app.Zoom, meeting.Number, start);
        await lesson.Start();
        await lesson.Attend("Zero", await EmailOf(app, school.Students[0]), 60, 1260);
        await lesson.Attend("Stranger", "stranger@elsewhere.example", 60, 1260);
        await lesson.End(3000);
        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "locked", LockPatience);
        return new Held(meeting.Id, meeting.Number, meeting.Path, lesson);
    }

    static async Task Keep(AppProcess app, params (string Kind, int? Days)[] periods) => (await app.Admin.Put(
        Path, new { items = periods.Select(one => new { kind = one.Kind, days = one.Days }) })).Is(HttpStatusCode.OK);

    static Task Quiet(AppProcess app) => Wait.Until(
        async () => (long)(await Statements.Run(app.Database.AdminConnectionString, """
            SELECT count(*) FROM due_work WHERE kind = 'attendance' AND due_at <= now() + interval '2 minutes'
            """))! == 0,
        () => "the attendance follows what was added");

    static async Task Links(AppProcess app, long expected) => Assert.Equal(expected, await Statements.Run(
        app.Database.AdminConnectionString, "SELECT count(*) FROM meeting_registrants WHERE join_url IS NOT NULL"));

    static async Task<SortedDictionary<string, long>> Tables(AppProcess app)
    {
        var json = (string)(await Statements.Run(app.Database.AdminConnectionString, """
            SELECT json_object_agg(relname, (xpath('/row/c/text()',
                query_to_xml('SELECT count(*) AS c FROM ' || quote_ident(relname), false, true, '')))[1]::text::bigint)::text
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'due_work'
            """))!;
        return JsonSerializer.Deserialize<SortedDictionary<string, long>>(json)!;
    }

    static Task<object?> Facts(AppProcess app, Held meeting) => Statements.Run(
        app.Database.AdminConnectionString,
        $"SELECT count(*) FROM meeting_log WHERE meeting = {meeting.Number} AND kind BETWEEN 1 AND 7");

    /// <summary>While it waits for somebody who holds a row that it deletes.</summary>
    static async Task KillInRun(AppProcess app, string table, string held)
    {
        await using var other = new NpgsqlConnection(app.Database.AdminConnectionString);
        await other.OpenAsync();
        await using var holding = await other.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"SELECT FROM {table} WHERE {held} FOR UPDATE", other);
        await hold.ExecuteNonQueryAsync();
        var broken = app.Admin.Post($"{Path}/run", new { });
        await Wait.Until(
            async () => Equals(true, await Statements.Run(app.Database.AdminConnectionString, $"""
                SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                    AND query LIKE '%DELETE FROM {table}%')
                """)),
            () => $"what is held of {table} is being deleted");
        await app.Kill();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => broken);
    }

    /// <summary>Older than any period of these tests, each a second younger than the one before.</summary>
    static Task OldQuarantine(AppProcess app, int rows) => Statements.Run(app.Database.AdminConnectionString, $"""
        INSERT INTO quarantined_events (received_at, reason, body)
        SELECT now() - interval '100 days' + i * interval '1 second', 'old', 'old' FROM generate_series(1, {rows}) i
        """);

    static Task RunAgain(AppProcess app) => Wait.Until(
        async () => (await app.Admin.Post($"{Path}/run", new { })).Status == HttpStatusCode.OK,
        () => "the killed run's turn is over");

    static async Task<long> Audited(AppProcess app, string kind) => (long)(await Statements.Run(
        app.Database.AdminConnectionString, $"""
        SELECT coalesce(sum((details ->> 'rows')::bigint), 0)::bigint FROM audit_log
        WHERE action = 'retain' AND details ->> 'kind' = '{kind}'
        """))!;

    static async Task<long> Left(AppProcess app) => (long)(await Statements.Run(
        app.Database.AdminConnectionString, "SELECT count(*) FROM quarantined_events"))!;

    /// <summary>Of the two days from this one on.</summary>
    static async Task Proven(AppProcess app, DateTimeOffset from, int withoutFacts)
    {
        var proof = await app.Admin.Post(
            "/api/admin/verify", new { from = $"{from:yyyy-MM-dd}", to = $"{from.AddDays(1):yyyy-MM-dd}" });
        Assert.Equal(0, proof["differences"].GetArrayLength());
        Assert.Equal(withoutFacts, proof["withoutFacts"].GetInt32());
    }

    static IEnumerable<string?> Statuses(Answer answer) =>
        answer["records"].EnumerateArray().Select(record => record.GetProperty("status").GetString());

    static async Task<string> EmailOf(AppProcess app, Guid user) => (await app.Admin.Get($"/api/users/{user}")).Text("email")!;
}
