using System.Text;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>What goes wrong with exports in systems of this kind, by its name.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class KnownExportFaultTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_comma_a_quote_or_a_line_break_in_a_name_moves_no_cell_into_another_column()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        await Rename(app, school.Students[0], "Reyes, \"Ana\"\r\nabsent,absent");

        var table = await Matrix(app, school);

        Assert.Equal("Reyes, \"Ana\" absent,absent", table[0, "Student"]);
        Assert.Equal($"{school.Students[0]}", table[0, "Student ID"]);
    }

    [PostgresFact]
    public async Task A_name_that_is_a_formula_is_not_calculated_on_the_teachers_machine()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        await Rename(app, school.Students[0], "=cmd|' /C calc'!A0");

        var bytes = (await app.As(school.Teacher).Download($"{Path(school)}&format=csv")).Bytes;
        var sheets = (await app.As(school.Teacher).Download($"{Path(school)}&format=xlsx")).Xlsx().Sheets;

        Assert.Contains("\n'=cmd|' /C calc'!A0,", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.All(sheets, sheet => Assert.DoesNotContain(
            sheet.Cells.SelectMany(row => row), cell => cell.Text.StartsWith('=')));
    }

    /// <summary>Opening the page of a lesson makes nobody invited, and a lesson that nobody has held yet counts for nothing.</summary>
    [PostgresFact]
    public async Task A_rate_is_not_divided_by_lessons_to_which_somebody_was_only_invited()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var student = school.Students[0];
        await school.Hold(app, ExportedLesson.Monday, student);
        var coming = await school.AddMeeting(("startTime", "2099-03-02T00:30:00Z"));
        await app.As(student).Get($"/join/{coming.Id}");

        Assert.Equal("100.0%", (await Matrix(app, school))[0, "Rate"]);
    }

    static async Task<Table> Matrix(AppProcess app, School school) =>
        (await app.As(school.Teacher).Download($"{Path(school)}&format=csv")).Csv();

    static string Path(School school) => $"/api/classes/{school.Class}/attendance?from=2020-01-01";

    static Task Rename(AppProcess app, Guid student, string name) => app.Admin.Patch($"/api/users/{student}", new { name });
}
