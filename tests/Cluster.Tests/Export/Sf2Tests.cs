using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>School Form 2 as a school is given it. In a program of its own: it has the school's name.</summary>
public sealed class Sf2Tests(SharedAppFixture own) : IClassFixture<SharedAppFixture>
{
    /// <summary>The last row of the head.</summary>
    const int HeadRow = 8;

    [PostgresFact]
    public async Task A_month_of_lessons_becomes_the_form()
    {
        var app = await own.App;
        (await app.Admin.Put("/api/admin/settings", new { schoolName = "Rizal High", schoolId = "301234" })).Is(HttpStatusCode.OK);
        var school = await School.Make(app, students: 3);
        await Told(app, school, "female", "male", null);
        var (ana, ben, cel) = (school.Students[0], school.Students[1], school.Students[2]);
        await school.Hold(app, ExportedLesson.Monday, ana, ben);
        await school.Hold(app, ExportedLesson.Monday.AddHours(3), ana);
        var tuesday = await school.Hold(app, ExportedLesson.Monday.AddDays(1), ana);
        await Excuse(app, school, tuesday, cel);
        await school.AddMeeting(("startTime", "2026-03-04T00:30:00Z"));
        await Eventually.Get(app.As(school.Teacher), $"/api/classes/{school.Class}/attendance", answer =>
            answer.Cells(cel) == "absent absent excused ?");

        var file = await app.As(school.Teacher).Download($"/api/classes/{school.Class}/sf2?month=2026-03");

        Assert.Equal("SF2 7 Rizal 2026-03.xlsx", file.Name);
        var workbook = file.Xlsx();
        var sheet = Assert.Single(workbook.Sheets);
        var rows = sheet.Cells.Select(row => string.Join('|', row.Select(cell => cell.Text))).ToList();
        Assert.Equal(
            [
                "School Form 2 (SF2) Daily Attendance Report of Learners",
                "|School ID|301234",
                "|Name of school|Rizal High",
                "|School year|2025-2026",
                "|Report for the month of|March 2026",
                "|Grade level and section|7 Rizal",
                "No.|Learner's name|2|3|4|Absent|Tardy|Remarks",
                "||M|T|W|month|month|",
                "1|Student 01|▄|x|?|1|1|",
                "|Male: total per day|1|0|0|1|1|",
                "2|Student 00|||?|0|0|",
                "|Female: total per day|1|1|0|0|0|",
                "3|Student 02|x|x|?|2|0|excused 3: At the dentist",
                "|Sex not recorded: total per day|0|0|0|2|0|",
                "|Combined total per day|2|1|0|3|1|",
            ],
            rows.Take(15));
        Assert.Contains("|Summary for the month|M|F|?|Total", rows);
        Assert.Contains("|Days of classes|3|3|3|3", rows);
        Assert.Contains("|Registered learners as of the end of the month|1|1|1|3", rows);
        Assert.Contains("|Average daily attendance|0.33|0.67|0.00|1.00", rows);
        Assert.Contains("|Percentage of attendance for the month|33.3%|66.7%|0.0%|33.3%", rows);
        Assert.Contains("|3 marks are undecided: the figures may change.", rows);
        Assert.Contains("|The sex of 1 learner is not recorded: they stand apart.", rows);
        Assert.Contains(rows, row => row.Contains("Present is who was in at least one lesson of the day", StringComparison.Ordinal));
        Assert.Equal((HeadRow, 2), (sheet.FrozenRows, sheet.FrozenColumns));
        Assert.True(sheet.IsAcross);
        Assert.Equal("'School Form 2'!$A:$B,'School Form 2'!$1:$8", workbook.PrintTitles);
    }

    [PostgresFact]
    public async Task Who_came_and_who_left_within_the_month_is_told_and_counted()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 1);
        var path = $"/api/classes/{school.Class}/students/{school.Stranger}";
        (await app.Admin.Put(path, new { from = "2026-03-03", to = "2026-03-06" })).Is(HttpStatusCode.OK);
        await school.Hold(app, ExportedLesson.Monday, school.Students[0]);

        var rows = await Rows(app, school, "2026-03");

        Assert.Contains("1|Stan Stranger|–|0|0|on the roll from 3 March; on the roll until 6 March", rows);
        Assert.Contains("|Registered learners as of the end of the month|0|0|1|1", rows);
    }

    [PostgresFact]
    public async Task A_month_without_lessons_is_a_form_without_days()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 1);

        var rows = await Rows(app, school, "2026-07");

        Assert.Contains("|School year|2026-2027", rows);
        Assert.Contains("No.|Learner's name|Absent|Tardy|Remarks", rows);
        Assert.Contains("1|Student 00|0|0|", rows);
        Assert.Contains("|Average daily attendance||||", rows);
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("?month=")]
    [InlineData("?month=2026")]
    [InlineData("?month=2026-13")]
    [InlineData("?month=2026-03-02")]
    [InlineData("?month=9999-12")]
    public async Task What_is_no_month_is_refused(string query)
    {
        var app = await own.App;
        var school = await School.Make(app, students: 0);

        (await app.Admin.Get($"/api/classes/{school.Class}/sf2{query}")).Blames("month");
    }

    [PostgresFact]
    public async Task The_sex_of_somebody_is_told_to_admins_and_teachers_of_their_classes_alone()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 2);
        await Told(app, school, "female", "male");
        var user = $"/api/users/{school.Students[0]}";

        foreach (var who in new[] { AppProcess.AdminId, school.Teacher })
        {
            Assert.Equal("female", (await app.As(who).Get(user)).Text("sex"));
            Assert.Equal(
                ["female", "male"], (await app.As(who).Get("/api/users?role=student&limit=200")).Items
                    .Where(item => school.Students.Contains(item.GetProperty("id").GetGuid()))
                    .Select(item => item.GetProperty("sex").GetString()));
        }
        foreach (var who in new[] { school.Students[0], school.Parent })
            Assert.Null((await app.As(who).Get(user)).Is(HttpStatusCode.OK).Text("sex"));
        (await app.Admin.Patch(user, new { name = "Nina" })).Is(HttpStatusCode.OK);
        Assert.Equal("female", (await app.Admin.Get(user)).Text("sex"));
        Assert.Null((await app.Admin.Patch(user, """{"sex":null}""")).Is(HttpStatusCode.OK).Text("sex"));
        (await app.Admin.Patch(user, new { sex = "f" })).Blames("sex");
    }

    static async Task Told(AppProcess app, School school, params string?[] sexes)
    {
        foreach (var (student, sex) in school.Students.Zip(sexes))
            (await app.Admin.Patch($"/api/users/{student}", new { sex })).Is(HttpStatusCode.OK);
    }

    static async Task Excuse(AppProcess app, School school, Meeting meeting, Guid student)
    {
        var occurrenceId = (await app.Admin.Get($"{meeting.Path}/attendance")).Text("occurrenceId");
        (await app.As(school.Teacher).Put(
            $"{meeting.Path}/attendance/{student}/override", new { occurrenceId, status = "excused", reason = "At the dentist" }))
            .Is(HttpStatusCode.NoContent);
    }

    static async Task<List<string>> Rows(AppProcess app, School school, string month) =>
        [.. from row in (await app.As(school.Teacher).Download($"/api/classes/{school.Class}/sf2?month={month}")).Xlsx().Sheets[0].Cells
            select string.Join('|', row.Select(cell => cell.Text))];
}
