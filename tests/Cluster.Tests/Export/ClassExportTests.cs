using System.Globalization;
using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>A class's matrix as files.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class ClassExportTests(SharedAppFixture shared)
{
    static readonly string[] Counts = ["present", "partial", "absent", "excused", "waiting", "late", "leftEarly"];

    [PostgresFact]
    public async Task A_csv_file_says_what_the_answer_says_cell_by_cell()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 60);
        await SqlLessons.Add(app, school, lessons: 20);
        var teacher = app.As(school.Teacher);

        var answer = (await teacher.Get(Path(school))).Is(HttpStatusCode.OK);
        var table = (await teacher.Download($"{Path(school)}&format=csv")).Csv();

        string[] heads =
        [
            "Student", "Student ID", "Rate",
            .. answer.Json.Each("occurrences").Select(lesson => $"{Text(lesson, "date")} 09:00 {Text(lesson, "title")}"),
            "Present", "Partial", "Absent", "Excused", "Undecided", "Late", "Left early",
        ];
        Assert.Equal(heads, table.Heads);
        Assert.Equal(60, answer["students"].GetArrayLength());
        Assert.Equal(answer.Json.Each("students").Select(Expected), table.Rows.SkipLast(1));
        Assert.Equal(
            ["All", "", Rate(answer.Json),
                .. answer.Json.Each("occurrences").Select(Rate), .. Summary(answer.Json)],
            table.Rows[^1]);
    }

    [PostgresFact]
    public async Task A_spreadsheet_has_the_same_matrix_and_a_row_for_each_student_and_lesson()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 55);
        await SqlLessons.Add(app, school, lessons: 3);
        var teacher = app.As(school.Teacher);

        var answer = (await teacher.Get(Path(school))).Is(HttpStatusCode.OK);
        var csv = (await teacher.Download($"{Path(school)}&format=csv")).Csv();
        var sheets = (await teacher.Download($"{Path(school)}&format=xlsx")).Xlsx().Sheets;

        Assert.Equal(["Attendance", "Student and lesson"], sheets.Select(sheet => sheet.Name));
        Assert.All(sheets, sheet => Assert.Equal((1, 1), (sheet.FrozenRows, sheet.FrozenColumns)));
        Assert.Equal(csv.Heads, sheets[0].Table.Heads);
        Assert.Equal(csv.Rows, sheets[0].Table.Rows);
        Assert.Equal(["0.0%"], sheets[0].FormatsOf("Rate"));
        var lessons = answer.Json.Each("occurrences").ToList();
        Assert.Equal(
            from student in answer.Json.Each("students")
            from cell in lessons.Zip(student.Each("cells"))
            select (IReadOnlyList<string>)
            [
                Text(student, "name")!, Text(student, "studentId")!, Text(cell.First, "date")!,
                $"{Text(cell.First, "date")} 09:00:00", Text(cell.First, "title")!, Text(cell.Second, "status")!,
                Length(cell.Second.GetProperty("seconds").GetInt64()),
                cell.Second.GetProperty("seconds").GetRawText(), YesNo(cell.Second, "late"), YesNo(cell.Second, "leftEarly"),
            ],
            sheets[1].Table.Rows);
        Assert.Equal(["yyyy-mm-dd hh:mm:ss"], sheets[1].FormatsOf("Begins (Asia/Manila)"));
    }

    [PostgresFact]
    public async Task What_waits_is_void_or_was_not_theirs_says_so()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var held = await school.AddMeeting(("startTime", "2026-03-02T00:30:00Z"), ("title", "=Held"));
        var gone = await school.AddMeeting(("startTime", "2026-03-03T00:30:00Z"), ("title", "Gone"));
        (await app.Admin.Put($"/api/classes/{school.Class}/students/{school.Stranger}", new { from = "2026-03-04" }))
            .Is(HttpStatusCode.OK);
        (await app.Admin.Delete(gone.Path)).Is(HttpStatusCode.NoContent);
        var answer = await Eventually.Get(app.As(school.Teacher), Path(school), found =>
            found.Cells(school.Students[0]) == "? -" && Text(found["occurrences"][1], "status") == "cancelled");

        var table = (await app.As(school.Teacher).Download($"{Path(school)}&format=csv")).Csv();

        Assert.Equal(["2026-03-02 08:30 =Held", "2026-03-03 08:30 Gone (cancelled)"], table.Heads.Skip(3).Take(2));
        Assert.Equal(2, answer["students"].GetArrayLength());
        Assert.Equal(["Stan Stranger", $"{school.Stranger}", "", "", "", "0", "0", "0", "0", "0", "0", "0"], table.Rows[0]);
        Assert.Equal(["Student 00", $"{school.Students[0]}", "", "undecided", "", "0", "0", "0", "0", "1", "0", "0"], table.Rows[1]);
        Assert.NotEqual(Guid.Empty, held.Id);
    }

    [PostgresFact]
    public async Task It_is_for_whom_the_answer_is_and_within_its_limits()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var path = $"{Path(school)}&format=xlsx";

        (await app.As(school.Teacher).Download(path)).Xlsx();
        (await app.Admin.Download(path)).Xlsx();
        foreach (var user in new[] { school.Students[0], school.Parent })
            (await app.As(user).Get(path)).Is(HttpStatusCode.Forbidden);
        foreach (var user in new[] { school.OtherTeacher, school.Stranger })
            (await app.As(user).Get(path)).Is(HttpStatusCode.NotFound);
        (await app.Admin.Get($"/api/classes/{school.Class}/attendance?from=2026-03-02&to=2026-03-01&format=csv")).Blames("to");
        await SqlLessons.Add(app, school, lessons: 1001);
        (await app.Admin.Get(path)).Blames("from");
    }

    static string Path(School school) => $"/api/classes/{school.Class}/attendance?from=2020-01-01";

    /// <summary>A row of the answer in the words of the file.</summary>
    static IReadOnlyList<string> Expected(JsonElement student) =>
    [
        Text(student, "name")!, Text(student, "studentId")!, Rate(student), .. student.Each("cells").Select(Mark),
        .. Summary(student),
    ];

    static string Mark(JsonElement cell) =>
        Text(cell, "status")
        + (cell.GetProperty("late").GetBoolean() ? ", late" : "") + (cell.GetProperty("leftEarly").GetBoolean() ? ", left early" : "");

    static IEnumerable<string> Summary(JsonElement json)
    {
        var summary = json.GetProperty("summary");
        return Counts.Select(count => summary.GetProperty(count).GetRawText());
    }

    /// <summary>Rounded down.</summary>
    static string Rate(JsonElement json) => json.GetProperty("summary").GetProperty("rate") is { ValueKind: JsonValueKind.Number } rate
        ? (Math.Floor(rate.GetDecimal() * 1000) / 1000).ToString("0.0%", CultureInfo.InvariantCulture) : "";

    static string Length(long seconds) => TimeSpan.FromSeconds(seconds).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);

    static string YesNo(JsonElement json, string field) => json.GetProperty(field).GetBoolean() ? "yes" : "no";

    static string? Text(JsonElement json, string property) => json.GetProperty(property).GetString();
}
