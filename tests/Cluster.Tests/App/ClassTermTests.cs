using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class ClassTermTests(SharedAppFixture shared, ITestOutputHelper output)
{
    /// <summary>In Manila a Monday, 07:30.</summary>
    static readonly DateTimeOffset Monday = new(2026, 3, 1, 23, 30, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Two_lessons_of_a_day_do_not_overwrite_each_other()
    {
        var (app, school) = await Class(students: 2);
        var morning = await school.Hold(app, Monday, [.. school.Students]);
        var afternoon = await school.Hold(app, Monday.AddHours(6), school.Students[1]);

        var attendance = (await app.As(school.Teacher).Get(Path(school))).Is(HttpStatusCode.OK);

        var lessons = attendance["occurrences"].EnumerateArray().ToList();
        Assert.Equal([morning.Id, afternoon.Id], lessons.Select(lesson => lesson.GetProperty("meetingId").GetGuid()));
        Assert.All(lessons, lesson => Assert.Equal("2026-03-02", Text(lesson, "date")));
        Assert.Equal(
            ("present absent", "present present"), (attendance.Cells(school.Students[0]), attendance.Cells(school.Students[1])));
        Assert.Equal([1, 0.5], lessons.Select(lesson => lesson.Rate()!.Value));
        Assert.Equal([0.5, 1], attendance["students"].EnumerateArray().Select(student => student.Rate()!.Value));
        Assert.Equal(0.75, attendance.Json.Rate());
    }

    [PostgresFact]
    public async Task A_lesson_is_named_with_where_it_stands_and_a_cell_with_what_was_recorded()
    {
        var (app, school) = await Class(students: 1);
        var meeting = await school.Hold(app, Monday, school.Students[0]);

        var attendance = await app.As(school.Teacher).Get(Path(school));

        var lesson = attendance["occurrences"][0];
        Assert.Equal(school.Class, attendance["classId"].GetGuid());
        Assert.Equal("7 Rizal", attendance.Text("name"));
        Assert.Equal(Text((await app.Admin.Get($"{meeting.Path}/occurrences")).Items[0], "id"), Text(lesson, "id"));
        Assert.Equal(("Mathematics", "2026-03-01T23:30:00Z"), (Text(lesson, "title"), Text(lesson, "scheduledStart")));
        Assert.Equal(("ended", "provisional"), (Text(lesson, "status"), Text(lesson, "attendanceState")));
        Assert.Equal(
            """{"hasRecord":true,"status":"present","seconds":1000,"late":false,"leftEarly":false,"excused":false}""",
            attendance["students"][0].GetProperty("cells")[0].GetRawText());
        Assert.Equal(
            """{"present":1,"partial":0,"absent":0,"excused":0,"waiting":0,"late":0,"leftEarly":0,"rate":1}""",
            attendance["summary"].GetRawText());
    }

    [PostgresFact]
    public async Task Who_enrols_late_has_no_absences_before_and_who_leaves_does_not_vanish()
    {
        var (app, school) = await Class(students: 3);
        var (leaving, coming) = (school.Students[1], school.Stranger);
        await app.Admin.Put($"/api/classes/{school.Class}/students/{leaving}", new { from = "2020-06-01", to = "2026-03-03" });
        await app.Admin.Put($"/api/classes/{school.Class}/students/{coming}", new { from = "2026-03-03" });
        await school.Hold(app, Monday, school.Students[0], leaving);
        await school.Hold(app, Monday.AddDays(1), school.Students[0]);

        var term = await app.As(school.Teacher).Get(Path(school));
        var firstDay = await app.As(school.Teacher).Get($"{Path(school)}?to=2026-03-02");
        var secondDay = await app.As(school.Teacher).Get($"{Path(school)}?from=2026-03-03");

        Assert.Equal("present -", term.Cells(leaving));
        Assert.Equal("- absent", term.Cells(coming));
        // By name: Stan, who comes, stands before the others.
        Assert.Equal([coming, school.Students[0], leaving, school.Students[2]], Students(term));
        Assert.Equal([school.Students[0], leaving, school.Students[2]], Students(firstDay));
        Assert.Equal([coming, school.Students[0], school.Students[2]], Students(secondDay));
        Assert.Equal([0.0, 1.0, 1.0, 0.0], term["students"].EnumerateArray().Select(student => student.Rate()!.Value));
    }

    [PostgresFact]
    public async Task What_is_no_lesson_held_does_not_divide_a_rate()
    {
        var (app, school) = await Class(students: 1);
        await school.Hold(app, Monday, school.Students[0]);
        var coming = await school.AddMeeting(("startTime", "2099-03-02T00:30:00Z"));
        var cancelled = await school.AddMeeting(("startTime", "2026-03-03T00:30:00Z"));
        (await app.Admin.Delete(cancelled.Path)).Is(HttpStatusCode.NoContent);
        // Nobody told of any run: it waits as held, and calls nobody absent.
        var silent = await school.AddMeeting(("startTime", "2026-03-04T00:30:00Z"));
        // That somebody is registered, or asked for the link, is no lesson either.
        await Statements.Run(
            app.Database.AdminConnectionString,
            $"INSERT INTO meeting_registrants (meeting_id, user_id) VALUES ('{coming.Id}', '{school.Students[0]}')");
        await Eventually.Get(app.Admin, $"{silent.Path}/attendance", answer => answer.Text("state") == "held");

        var attendance = await Eventually.Get(app.As(school.Teacher), Path(school), answer =>
            answer["occurrences"].EnumerateArray().Any(lesson => Text(lesson, "status") == "cancelled"));
        var student = await app.As(school.Students[0]).Get($"/api/students/{school.Students[0]}/attendance");

        Assert.Equal("present - ? -", attendance.Cells(school.Students[0]));
        Assert.Equal((1.0, 1.0), (attendance.Json.Rate()!.Value, attendance["students"][0].Rate()!.Value));
        Assert.Equal([1.0, null, null, null], attendance["occurrences"].EnumerateArray().Select(lesson => lesson.Rate()));
        Assert.Equal(1.0, student.Json.Rate());
        Assert.Equal(
            """{"present":1,"partial":0,"absent":0,"excused":0,"waiting":1,"late":0,"leftEarly":0,"rate":1}""",
            student["summary"].GetRawText());
    }

    [PostgresFact]
    public async Task The_class_teacher_sees_all_rows_though_another_is_the_host()
    {
        var (app, school) = await Class(students: 2);
        var hosted = await school.AddMeeting(("hostId", school.OtherTeacher));
        await Eventually.Get(app.Admin, $"{hosted.Path}/attendance", answer => answer.Text("state") == "held");

        var attendance = (await app.As(school.Teacher).Get(Path(school))).Is(HttpStatusCode.OK);

        Assert.Equal(("?", "?"), (attendance.Cells(school.Students[0]), attendance.Cells(school.Students[1])));
        (await app.As(school.OtherTeacher).Get(Path(school))).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task The_class_is_for_its_teacher_and_admins_and_for_strangers_not_there()
    {
        var (app, school) = await Class(students: 2);

        foreach (var user in new[] { school.Teacher, AppProcess.AdminId })
            Assert.Equal(school.Students, Students((await app.As(user).Get(Path(school))).Is(HttpStatusCode.OK)));
        foreach (var user in new[] { school.Students[0], school.Parent })
            (await app.As(user).Get(Path(school))).Is(HttpStatusCode.Forbidden);
        foreach (var user in new[] { school.OtherTeacher, school.Stranger })
            (await app.As(user).Get(Path(school))).Is(HttpStatusCode.NotFound);
        (await app.Admin.Get($"/api/classes/{Guid.NewGuid()}/attendance")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task A_lesson_early_in_the_day_lies_in_the_range_of_its_own_day()
    {
        var (app, school) = await Class(students: 1);
        await school.Hold(app, Monday, school.Students[0]);

        foreach (var (range, lessons) in new[]
            { ("", 1), ("from=2026-03-02", 1), ("to=2026-03-02", 1), ("from=2026-03-02&to=2026-03-02", 1), ("from=2026-03-03", 0), ("to=2026-03-01", 0) })
        {
            var attendance = (await app.As(school.Teacher).Get($"{Path(school)}?{range}")).Is(HttpStatusCode.OK);
            Assert.Equal(lessons, attendance["occurrences"].GetArrayLength());
            Assert.Equal(lessons, attendance["students"][0].GetProperty("cells").GetArrayLength());
        }
    }

    [PostgresTheory]
    [InlineData("from=2026-02-30")]
    [InlineData("from=yesterday")]
    [InlineData("to=0001-01-01")]
    [InlineData("from=2026-03-02&to=2026-03-01")]
    public async Task Days_that_are_none_or_out_of_order_are_a_bad_request(string range)
    {
        var (app, school) = await Class(students: 1);

        foreach (var path in new[] { Path(school), $"/api/students/{school.Students[0]}/attendance" })
        {
            var answer = (await app.Admin.Get($"{path}?{range}")).Is(HttpStatusCode.BadRequest);
            Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        }
    }

    [PostgresFact]
    public async Task More_lessons_than_an_answer_holds_are_asked_for_in_parts()
    {
        var (app, school) = await Class(students: 0);
        for (var year = 2050; year < 2056; year++)
            await school.AddMeeting(Daily($"{year}-01-01T00:30:00Z"));

        await Eventually.Get(app.Admin, Path(school), answer => answer.Status == HttpStatusCode.BadRequest);
        (await app.Admin.Get(Path(school))).Blames("from");
        var five = await Eventually.Get(app.Admin, $"{Path(school)}?to=2054-12-31", answer =>
            answer["occurrences"].GetArrayLength() == 1000);
        five.Is(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task A_term_of_200_lessons_and_40_students_is_answered_at_once()
    {
        var (app, school) = await Class(students: 40);
        await school.AddMeeting(Daily("2025-06-01T23:30:00Z"));
        await Eventually.Get(app.Admin, Path(school), answer => answer["summary"].GetProperty("waiting").GetInt32() == 8000);

        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.StartNew();
            (await app.As(school.Teacher).Get(Path(school))).Is(HttpStatusCode.OK);
            fastest = started.Elapsed < fastest ? started.Elapsed : fastest;
        }

        output.WriteLine($"200 lessons, 40 students: {fastest.TotalMilliseconds:F0} ms");
        Assert.True(fastest < TimeSpan.FromSeconds(1), $"It took {fastest.TotalMilliseconds:F0} ms.");
    }

    static (string, object?)[] Daily(string start) =>
    [
        ("meetingType", "recurring"), ("startTime", start),
        ("recurrence", new { type = "daily", interval = 1, count = 200 }),
    ];

    async Task<(AppProcess App, School School)> Class(int students)
    {
        var app = await shared.App;
        return (app, await School.Make(app, students));
    }

    static string Path(School school) => $"/api/classes/{school.Class}/attendance";

    static IEnumerable<Guid> Students(Answer attendance) =>
        attendance["students"].EnumerateArray().Select(student => student.GetProperty("studentId").GetGuid());

    static string? Text(JsonElement json, string property) => json.GetProperty(property).GetString();
}
