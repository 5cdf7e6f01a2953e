using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Pages;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>The records of a lesson as files.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class LessonExportTests(SharedAppFixture shared)
{
    static readonly string[] Heads =
    [
        "Student", "Student ID", "Date", "Mark", "Computed mark", "In for (h:mm:ss)", "In for (seconds)", "Late", "Left early",
        "Remarks", "Set by hand to", "Reason", "Set by", "Set at (Asia/Manila)", "Recognised by", "First join (Asia/Manila)",
        "Last leave (Asia/Manila)", "Stays", "All stays (Asia/Manila)",
    ];

    [PostgresFact]
    public async Task A_csv_file_says_what_the_answer_says_cell_by_cell()
    {
        var (app, school, meeting) = await Held();
        var teacher = app.As(school.Teacher);

        var answer = (await teacher.Get($"{meeting.Path}/attendance")).Is(HttpStatusCode.OK);
        var table = (await teacher.Download($"{meeting.Path}/attendance?format=csv")).Csv();

        Assert.Equal(Heads, table.Heads);
        var records = answer.Json.Each("records").ToList();
        Assert.Equal(ExportedLesson.Names.Length, records.Count);
        Assert.Equal(records.Select(Expected), table.Rows);
        Assert.Equal(["present", "undecided", "excused", "absent"], table.Column("Mark"));
        Assert.Equal(["'=HYPERLINK(\"x\")", "1 =cmd|' /C calc'!A0", "2 \"Quoted\", with comma;' =1+1", "3 dnuora denruT and broken"],
            table.Column("Student"));
        Assert.Equal(
            ("0:30:01", "1801", "2026-03-02 08:31:00", "2026-03-02 09:11:01"),
            (table[0, "In for (h:mm:ss)"], table[0, "In for (seconds)"], table[0, "First join (Asia/Manila)"],
                table[0, "Last leave (Asia/Manila)"]));
        Assert.Equal(
            "08:31:00 to 08:40:00 (told by Zoom during the lesson); 08:50:00 to 09:11:01 (told by Zoom during the lesson)",
            table[0, "All stays (Asia/Manila)"]);
        Assert.Equal(("join not told", "the student's e-mail address"), (table[1, "Remarks"], table[1, "Recognised by"]));
        Assert.Equal("? to 08:35:00 (told by Zoom during the lesson)", table[1, "All stays (Asia/Manila)"]);
        Assert.Equal(
            ("excused", "'+1 at the dentist all day", "Tess Teacher"),
            (table[2, "Set by hand to"], table[2, "Reason"], table[2, "Set by"]));
    }

    [PostgresFact]
    public async Task A_spreadsheet_says_what_the_csv_file_says()
    {
        var (app, school, meeting) = await Held();
        var teacher = app.As(school.Teacher);

        var table = (await teacher.Download($"{meeting.Path}/attendance?format=csv")).Csv();
        var sheet = Assert.Single((await teacher.Download($"{meeting.Path}/attendance?format=xlsx")).Xlsx().Sheets);

        Assert.Equal(table.Heads, sheet.Table.Heads);
        Assert.Equal(table.Rows, sheet.Table.Rows);
        Assert.Equal((1, 1), (sheet.FrozenRows, sheet.FrozenColumns));
        Assert.Equal(["yyyy-mm-dd"], sheet.FormatsOf("Date"));
        Assert.Equal(["number"], sheet.FormatsOf("In for (seconds)"));
        Assert.Equal(["[h]:mm:ss"], sheet.FormatsOf("In for (h:mm:ss)"));
        Assert.Equal(["yyyy-mm-dd hh:mm:ss"], sheet.FormatsOf("First join (Asia/Manila)"));
        Assert.Equal([null], sheet.FormatsOf("Student"));
    }

    /// <summary>Each flag, and a mark that is undecided, has the same words on the screen and in the file.</summary>
    [PostgresFact]
    public async Task A_file_says_of_flags_and_undecided_marks_what_the_page_says()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 2);
        await SqlLessons.Add(app, school, lessons: 1);
        var flags = Api.Attendance.EvidenceWords.Flag;
        string[] all = ["open", "incomplete", "outsideWindow", "inferredEnd", "lateAfterLock", "ambiguousIdentity"];
        await Statements.Run(app.Database.AdminConnectionString, $"""
            UPDATE attendance_records SET status = NULL, late = true, flags = ARRAY['{string.Join("', '", all)}']
            WHERE student_id = '{school.Students[0]}'
            """);
        var meeting = (await app.Admin.Get($"/api/zoom/meetings?classId={school.Class}")).Items.Single().GetProperty("id").GetGuid();

        var page = await app.As(school.Teacher).Get($"/teacher/meetings/{meeting}/attendance");
        var file = (await app.As(school.Teacher).Download($"/api/zoom/meetings/{meeting}/attendance?format=csv")).Csv();
        var own = (await app.Admin.Download($"/api/students/{school.Students[0]}/attendance?format=csv")).Csv();

        var remarks = string.Join(", ", all.Select(flags));
        Assert.Equal(("undecided", remarks), (file[0, "Mark"], file[0, "Remarks"]));
        Assert.Equal(remarks, own[0, "Remarks"]);
        Assert.Contains("? undecided ", page.Row("Student 00"), StringComparison.Ordinal);
        Assert.Contains(remarks, page.Row("Student 00"), StringComparison.Ordinal);
        Assert.All(all.Skip(1), flag => Assert.Contains(flags(flag), Api.Pages.Live.LiveWords.ForScript, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task The_file_is_named_by_class_lesson_and_day_and_nothing_keeps_a_copy()
    {
        var (app, school, meeting) = await Held();

        var csv = await app.As(school.Teacher).Download($"{meeting.Path}/attendance?format=csv");
        var xlsx = await app.As(school.Teacher).Download($"{meeting.Path}/attendance?format=xlsx");

        Assert.Equal("Attendance 7 Rizal Mathematics 2026-03-02.csv", csv.Name);
        Assert.Equal("Attendance 7 Rizal Mathematics 2026-03-02.xlsx", xlsx.Name);
        Assert.Equal("attachment", csv.Response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("text/csv; charset=utf-8", csv.Response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            xlsx.Response.Content.Headers.ContentType!.ToString());
        Assert.All([csv, xlsx], file => Assert.True(file.Response.Headers.CacheControl!.NoStore));
    }

    [PostgresFact]
    public async Task A_csv_file_begins_with_a_byte_order_mark_where_that_is_asked_for()
    {
        var (app, school, meeting) = await Held();
        byte[] mark = [0xEF, 0xBB, 0xBF];

        var with = await app.As(school.Teacher).Download($"{meeting.Path}/attendance?format=csv&bom=true");
        var without = await app.As(school.Teacher).Download($"{meeting.Path}/attendance?format=csv");

        Assert.Equal([.. mark, .. without.Bytes], with.Bytes);
        Assert.StartsWith("Student,", Encoding.UTF8.GetString(without.Bytes), StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("pdf")]
    [InlineData("json")]
    [InlineData("")]
    public async Task Another_format_is_refused(string format)
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        foreach (var path in new[]
        {
            $"{meeting.Path}/attendance", $"/api/classes/{school.Class}/attendance",
            $"/api/students/{school.Students[0]}/attendance",
        })
        {
            (await app.Admin.Get($"{path}?format={format}")).Blames("format");
            (await app.Admin.Get($"{path}?format=csv&bom=perhaps")).Is(HttpStatusCode.BadRequest);
        }
    }

    [PostgresFact]
    public async Task Everybody_is_given_the_records_that_they_see_and_no_others()
    {
        var (app, school, meeting) = await Held();
        var path = $"{meeting.Path}/attendance?format=csv";

        Assert.Equal(4, (await app.Admin.Download(path)).Csv().Rows.Count);
        Assert.Equal([$"{school.Students[2]}"], (await app.As(school.Students[2]).Download(path)).Csv().Column("Student ID"));
        Assert.Equal([$"{school.Students[0]}"], (await app.As(school.Parent).Download(path)).Csv().Column("Student ID"));
        foreach (var user in new[] { school.OtherTeacher, school.Stranger })
            (await app.As(user).Get(path)).Is(HttpStatusCode.NotFound);
        (await app.Anonymous.Get(path)).Is(HttpStatusCode.Unauthorized);
        (await app.Admin.Get($"{path}&occurrenceId=nonsense")).Is(HttpStatusCode.NotFound);
        Assert.Equal(["Tess Teacher"], (await app.As(school.Students[2]).Download(path)).Csv().Column("Set by"));
    }

    [PostgresFact]
    public async Task A_lesson_without_records_is_a_file_without_rows()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("startTime", "2099-03-02T00:30:00Z"));

        var csv = await app.Admin.Download($"{meeting.Path}/attendance?format=csv");

        Assert.Equal(Heads, csv.Csv().Heads);
        Assert.Empty(csv.Csv().Rows);
        Assert.Empty((await app.Admin.Download($"{meeting.Path}/attendance?format=xlsx")).Xlsx().Sheets.Single().Table.Rows);
    }

    async Task<(AppProcess App, School School, Meeting Meeting)> Held()
    {
        var app = await shared.App;
        var (school, meeting) = await ExportedLesson.Hold(app);
        return (app, school, meeting);
    }

    /// <summary>A record of the answer in the words of the file.</summary>
    static IReadOnlyList<string> Expected(JsonElement record)
    {
        var stays = record.Each("intervals").ToList();
        var decided = record.GetProperty("override");
        var isDecided = decided.ValueKind == JsonValueKind.Object;
        return
        [
            Api.Export.CellText.Of(Text(record, "name")), Text(record, "studentId")!, Text(record, "date")!,
            Text(record, "status") ?? "undecided", Text(record, "computedStatus")!, Length(record.GetProperty("seconds").GetInt64()),
            record.GetProperty("seconds").GetRawText(), YesNo(record, "late"), YesNo(record, "leftEarly"),
            string.Join(", ", record.Each("flags").Select(flag => flag.GetString() == "incomplete" ? "join not told" : "?")),
            isDecided ? Text(decided, "status")! : "",
            isDecided ? Api.Export.CellText.Of(Text(decided, "reason")) : "",
            isDecided ? "Tess Teacher" : "",
            isDecided ? ExportedLesson.InManila(Text(decided, "at")) : "",
            Text(record, "matchedBy") switch { "email" => "the student's e-mail address", var other => other ?? "" },
            ExportedLesson.InManila(stays.Select(stay => Text(stay, "join")).Min(StringComparer.Ordinal)),
            ExportedLesson.InManila(stays.Select(stay => Text(stay, "leave")).Max(StringComparer.Ordinal)),
            $"{stays.Count}",
            string.Join("; ", stays.Select(stay =>
                $"{TimeOf(stay, "join")} to {TimeOf(stay, "leave")} ({(Text(stay, "source") == "webhook" ? "told by Zoom during the lesson" : "?")})")),
        ];
    }

    static string TimeOf(JsonElement stay, string end) =>
        Text(stay, end) is { } time ? ExportedLesson.InManila(time).Split(' ')[1] : "?";

    static string YesNo(JsonElement record, string field) => record.GetProperty(field).GetBoolean() ? "yes" : "no";

    static string Length(long seconds) => TimeSpan.FromSeconds(seconds).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);

    static string? Text(JsonElement json, string property) => json.GetProperty(property).GetString();
}
