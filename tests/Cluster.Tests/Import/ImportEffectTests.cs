using System.Globalization;
using Npgsql;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Import;

/// <summary>What an import means for attendance, which is computed from what it changes.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class ImportEffectTests(SharedAppFixture shared)
{
    const string MakeDue = """
        INSERT INTO due_work (kind, key, due_at) VALUES ('attendance', $1, now() + interval '1 hour')
        ON CONFLICT (kind, key) DO UPDATE SET revision = excluded.revision
        """;

    const string Waiters = "SELECT count(*) FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))";

    [PostgresFact]
    public async Task Who_is_imported_into_a_class_gets_a_record_of_its_lesson()
    {
        var (app, school, meeting) = await Held();

        (await app.Admin.Import($"class,student,from,to\n{school.Class},{school.Stranger},2026-03-01,2026-03-04", "?type=enrolment")).Counts();

        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer["records"].GetArrayLength() == 3);
    }

    [PostgresFact]
    public async Task Who_gets_an_address_by_an_import_is_recognised_by_it()
    {
        var (app, school, meeting) = await Held();

        (await app.Admin.Import(
            $"id,name,email,role\n{school.Students[1]},Wanda,guest{meeting.Number}@school.example,student", "?type=user")).Counts();

        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer["records"].EnumerateArray()
            .Any(record => record.GetProperty("studentId").GetGuid() == school.Students[1]
                && record.GetProperty("matchedBy").GetString() == "email"));
    }

    /// <summary>
    /// The log's writer locks what is due in the order of the keys. An import that held the later while it waits for the
    /// earlier would end in a deadlock with it.
    /// </summary>
    [PostgresFact]
    public async Task An_import_that_waits_for_a_meeting_holds_none_that_comes_after_it()
    {
        var app = await shared.App;
        var (early, late) = (await School.Make(app, students: 1), await School.Make(app, students: 1));
        var (first, second) = (await early.AddMeeting(), await late.AddMeeting());
        await using var writer = await Silo(app);
        await using var transaction = await writer.BeginTransactionAsync();
        await Execute(writer, MakeDue, Key(first));

        var import = app.Admin.Import($"""
            type,id,name,email,role,teacher,class,student
            user,{late.Students[0]},Renamed,{School.NewEmail()},student,,,
            enrolment,,,,,,{late.Class},{late.Stranger}
            class,{late.Class},7 Rizal,,,{late.OtherTeacher},,
            enrolment,,,,,,{early.Class},{early.Stranger}
            """);
        await UntilItWaitsFor(writer.ProcessID, app);
        await Execute(writer, "SET LOCAL lock_timeout = '2s'");
        await Execute(writer, MakeDue, Key(second));
        await transaction.CommitAsync();

        Assert.Equal((2, 2, 0), (await import).Counts());
    }

    /// <summary>Two students, and a guest whose address nobody has yet.</summary>
    async Task<(AppProcess App, School School, Meeting Meeting)> Held()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 2);
        var meeting = await school.AddMeeting();
        var lesson = new Lesson(app.Zoom, meeting.Number, new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero));
        await lesson.Start();
        await lesson.Attend("Zero", (await app.Admin.Get($"/api/users/{school.Students[0]}")).Text("email")!, 60, 1860);
        await lesson.Attend("Guest", $"guest{meeting.Number}@school.example", 60, 1860);
        await lesson.End(3000);
        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "provisional");
        return (app, school, meeting);
    }

    static string Key(Meeting meeting) => meeting.Number.ToString(CultureInfo.InvariantCulture);

    static async Task<NpgsqlConnection> Silo(AppProcess app)
    {
        var connection = new NpgsqlConnection(app.Database.AdminConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    static async Task Execute(NpgsqlConnection connection, string sql, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    static async Task UntilItWaitsFor(int process, AppProcess app)
    {
        await using var connection = await Silo(app);
        await using var command = new NpgsqlCommand(Waiters, connection) { Parameters = { new() { Value = process } } };
        await Wait.Until(async () => (long)(await command.ExecuteScalarAsync())! > 0, () => "the import waits");
    }
}
