using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class ClassPolicyTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_change_shows_in_the_records_of_an_ended_lesson_and_one_effective_later_does_not()
    {
        var lesson = await HeldLesson.Make(await shared.App);
        await lesson.Run.Attended(lesson.Emails[0], 60, 660);
        await lesson.Run.Ended(3000);
        Assert.Equal((null, 15), PolicyOf(await lesson.Records(("partial", 600), ("absent", 0), ("absent", 0))));
        var teacher = (await shared.App).As(lesson.School.Teacher);

        (await teacher.Put(PathOf(lesson.School), new { effectiveFrom = "2026-03-03", presentAfterMinutes = 1 })).Is(HttpStatusCode.OK);
        (await teacher.Put(PathOf(lesson.School), new { effectiveFrom = "2026-03-02", presentAfterMinutes = 10 })).Is(HttpStatusCode.OK);

        var changed = await lesson.Records(("present", 600), ("absent", 0), ("absent", 0));
        Assert.Equal(("2026-03-02", 10), PolicyOf(changed));

        (await teacher.Delete($"{PathOf(lesson.School)}/2026-03-02")).Is(HttpStatusCode.NoContent);
        (await teacher.Delete($"{PathOf(lesson.School)}/2026-03-02")).Is(HttpStatusCode.NotFound);

        var restored = await lesson.Records(("partial", 600), ("absent", 0), ("absent", 0));
        Assert.Equal((null, 15), PolicyOf(restored));
    }

    [PostgresFact]
    public async Task Every_field_is_kept_and_what_is_left_out_is_as_by_default()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        const string full = """
            {"effectiveFrom":"2026-06-01","presentAfterMinutes":20,"presentAfterPercent":75,"window":"scheduled","lateAfterMinutes":0,"leftEarlyMinutes":5}
            """;
        const string usual = """
            {"effectiveFrom":"2026-01-01","presentAfterMinutes":15,"presentAfterPercent":null,"window":"meeting","lateAfterMinutes":null,"leftEarlyMinutes":null}
            """;

        var put = (await app.Admin.Put(PathOf(school), full)).Is(HttpStatusCode.OK);
        (await app.Admin.Put(PathOf(school), new { effectiveFrom = "2026-01-01" })).Is(HttpStatusCode.OK);

        Assert.Equal(full.Trim(), put.Json.GetRawText());
        var items = (await app.Admin.Get(PathOf(school))).Is(HttpStatusCode.OK).Items;
        Assert.Equal([usual.Trim(), full.Trim()], items.Select(item => item.GetRawText()));
    }

    [PostgresFact]
    public async Task A_second_policy_from_the_same_date_takes_the_place_of_the_first()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);

        await app.As(school.Teacher).Put(PathOf(school), new { effectiveFrom = "2026-06-01", lateAfterMinutes = 5 });
        await app.Admin.Put(PathOf(school), new { effectiveFrom = "2026-06-01", presentAfterMinutes = 30 });

        var policy = Assert.Single((await app.Admin.Get(PathOf(school))).Items);
        Assert.Equal(30, policy.GetProperty("presentAfterMinutes").GetInt32());
        Assert.Equal(JsonValueKind.Null, policy.GetProperty("lateAfterMinutes").ValueKind);
    }

    [PostgresFact]
    public async Task Without_a_date_it_holds_from_today_at_the_school_and_is_the_current_one()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        var before = InManila();

        var none = (await app.Admin.Get(PathOf(school))).Is(HttpStatusCode.OK);
        var put = (await app.Admin.Put(PathOf(school), new { presentAfterMinutes = 3 })).Is(HttpStatusCode.OK);
        await app.Admin.Put(PathOf(school), new { effectiveFrom = "2199-01-01" });

        Assert.InRange(DateOnly.Parse(put.Text("effectiveFrom")!, CultureInfo.InvariantCulture), before, InManila());
        Assert.Equal((null, 15), PolicyOf(none, "current"));
        Assert.Equal((null, 15), PolicyOf(none with { Json = none["school"] }, "current"));
        Assert.Equal((put.Text("effectiveFrom"), 3), PolicyOf(await app.Admin.Get(PathOf(school)), "current"));
    }

    [PostgresTheory]
    [InlineData("presentAfterMinutes", "0")]
    [InlineData("presentAfterMinutes", "1441")]
    [InlineData("presentAfterMinutes", "null")]
    [InlineData("presentAfterMinutes", "7.5")]
    [InlineData("presentAfterPercent", "0")]
    [InlineData("presentAfterPercent", "101")]
    [InlineData("window", "\"lesson\"")]
    [InlineData("window", "1")]
    [InlineData("lateAfterMinutes", "-1")]
    [InlineData("leftEarlyMinutes", "1441")]
    [InlineData("leftEarlyMinutes", "\"5\"")]
    [InlineData("effectiveFrom", "\"tomorrow\"")]
    [InlineData("effectiveFrom", "\"2026-02-30\"")]
    [InlineData("effectiveFrom", "\"0001-01-01\"")]
    [InlineData("effectiveFrom", "\"9999-12-31\"")]
    [InlineData("presentAfter", "10")]
    public async Task A_policy_that_makes_no_sense_is_refused(string field, string value)
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);

        (await app.Admin.Put(PathOf(school), $$"""{"{{field}}":{{value}}}""")).Blames(field);

        Assert.Empty((await app.Admin.Get(PathOf(school))).Items);
    }

    [PostgresFact]
    public async Task The_classs_teacher_and_admins_decide_others_of_the_class_may_not_and_strangers_see_no_class()
    {
        var app = await shared.App;
        var school = await School.Make(app);

        foreach (var user in new[] { school.Teacher, AppProcess.AdminId })
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent], await AnswersTo(user));
        foreach (var user in new[] { school.Students[0], school.Parent })
            Assert.All(await AnswersTo(user), status => Assert.Equal(HttpStatusCode.Forbidden, status));
        foreach (var user in new[] { school.OtherTeacher, school.Stranger })
            Assert.All(await AnswersTo(user), status => Assert.Equal(HttpStatusCode.NotFound, status));
        (await app.Admin.Get($"/api/classes/{Guid.NewGuid()}/attendance-policy")).Is(HttpStatusCode.NotFound);

        async Task<HttpStatusCode[]> AnswersTo(Guid user) =>
        [
            (await app.As(user).Put(PathOf(school), new { effectiveFrom = "2026-06-01" })).Status,
            (await app.As(user).Get(PathOf(school))).Status,
            (await app.As(user).Delete($"{PathOf(school)}/2026-06-01")).Status,
        ];
    }

    [PostgresFact]
    public async Task The_database_itself_keeps_policies_from_whom_they_do_not_concern()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await app.Admin.Put(PathOf(school), new { effectiveFrom = "2026-06-01" });

        Assert.Equal(1L, await Count(school.Teacher));
        foreach (var user in new[] { school.OtherTeacher, school.Students[0], school.Parent })
        {
            Assert.Equal(0L, await Count(user));
            foreach (var ofClass in new[] { $"'{school.Class}'", "NULL" })
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => As(user, $"""
                    INSERT INTO attendance_policies (class_id, effective_from, present_after_minutes, "window", created_by)
                    VALUES ({ofClass}, '2026-07-01', 15, 'meeting', '{user}')
                    """));
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
            }
        }

        Task<object?> Count(Guid user) =>
            As(user, $"SELECT count(*) FROM attendance_policies WHERE class_id = '{school.Class}'");
        Task<object?> As(Guid user, string sql) => Statements.Run(
            app.Database.ConnectionString,
            $"DO $$ BEGIN SET LOCAL ROLE app_user; SET LOCAL app.user_id = '{user}'; END $$; {sql}");
    }

    static (string? EffectiveFrom, int Minutes) PolicyOf(Answer answer, string property = "policy") => (
        answer[property].GetProperty("effectiveFrom").GetString(),
        answer[property].GetProperty("presentAfterMinutes").GetInt32());

    static string PathOf(School school) => $"/api/classes/{school.Class}/attendance-policy";

    static DateOnly InManila() => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
}
