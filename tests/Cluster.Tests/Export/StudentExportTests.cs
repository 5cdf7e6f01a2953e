using System.Net;
using ZoomOrleans.Api.Pages;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Pages;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>A student's lessons as a file.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class StudentExportTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_file_has_all_lessons_and_not_one_page_in_the_order_of_the_page()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var student = school.Students[0];
        await SqlLessons.Add(app, school, lessons: 450);

        var path = $"/api/students/{student}/attendance";
        var (days, after) = (new List<string>(), "");
        do
        {
            var page = (await app.As(student).Get($"{path}?limit=200{after}")).Is(HttpStatusCode.OK);
            days.AddRange(page.Items.Select(item => item.GetProperty("date").GetString()!));
            after = page.NextCursor is { } cursor ? $"&after={cursor}" : "";
        }
        while (after.Length > 0);
        var csv = (await app.As(student).Download($"{path}?format=csv&limit=3")).Csv();
        var sheet = Assert.Single((await app.As(student).Download($"{path}?format=xlsx")).Xlsx().Sheets);

        Assert.Equal(450, days.Count);
        Assert.Equal(days.AsEnumerable().Reverse(), csv.Column("Date"));
        (await app.As(student).Page($"/students/{student}?from={days[^3]}")).SaysInOrder(
            [.. csv.Column("Date").Take(3).Select(day => PageTimes.DayOfMonth(DateOnly.Parse(day, null)))]);
        Assert.Equal(csv.Heads, sheet.Table.Heads);
        Assert.Equal(csv.Rows, sheet.Table.Rows);
    }

    [PostgresFact]
    public async Task A_row_tells_which_lesson_it_was_and_days_and_class_choose_them()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var student = school.Students[0];
        await school.Hold(app, ExportedLesson.Monday, student);
        var path = $"/api/students/{student}/attendance?format=csv";

        foreach (var user in new[] { student, school.Parent, school.Teacher, AppProcess.AdminId })
        {
            var table = (await app.As(user).Download(path)).Csv();

            Assert.Single(table.Rows);
            Assert.Equal(
                ("2026-03-02", "2026-03-02 08:30:00", "7 Rizal", "Mathematics", "present", "provisional"),
                (table[0, "Date"], table[0, "Begins (Asia/Manila)"], table[0, "Class"], table[0, "Lesson"], table[0, "Mark"],
                    table[0, "State of the lesson"]));
        }
        Assert.Single((await app.Admin.Download($"{path}&from=2026-03-02&to=2026-03-02&classId={school.Class}")).Csv().Rows);
        Assert.Empty((await app.Admin.Download($"{path}&from=2026-03-03")).Csv().Rows);
        Assert.Empty((await app.Admin.Download($"{path}&classId={Guid.NewGuid()}")).Csv().Rows);
        Assert.Equal(
            "Attendance Student 00 2026-03-01 to 2026-03-31.csv",
            (await app.Admin.Download($"{path}&from=2026-03-01&to=2026-03-31")).Name);
        (await app.Admin.Get($"{path}&from=2026-03-02&to=2026-03-01")).Blames("to");
    }

    [PostgresFact]
    public async Task Who_does_not_see_the_student_is_given_nothing()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 2);

        foreach (var user in new[] { school.OtherTeacher, school.Students[1], school.Stranger })
            (await app.As(user).Get($"/api/students/{school.Students[0]}/attendance?format=csv")).Is(HttpStatusCode.NotFound);
    }
}
