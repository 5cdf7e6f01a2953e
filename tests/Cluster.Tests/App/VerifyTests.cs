using System.Globalization;
using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>Every mark follows from the log; and what it would be under another policy.</summary>
[Collection(SharedApp.Name)]
public sealed class VerifyTests(SharedAppFixture shared)
{
    static int _days;

    [PostgresFact]
    public async Task Marks_that_the_log_explains_show_no_difference()
    {
        var (app, school, meeting, day) = await Held();
        await app.Admin.Put($"{meeting.Path}/attendance/{school.Students[2]}/override",
            new { occurrenceId = await OccurrenceOf(app, meeting), status = "excused", reason = "Ill" });

        var answer = (await app.Admin.Post("/api/admin/verify", new { from = day, to = day })).Is(HttpStatusCode.OK);

        Assert.Empty(answer["differences"].EnumerateArray());
        Assert.Equal((1, 1, 3), (Number("meetings"), Number("occurrences"), Number("records")));

        int Number(string field) => answer[field].GetInt32();
    }

    [PostgresFact]
    public async Task A_mark_that_somebody_changed_in_the_tables_is_found()
    {
        var (app, school, meeting, day) = await Held();
        await Statements.Run(app.Database.AdminConnectionString, $"""
            UPDATE attendance_records SET status = 'present', seconds = 900
            WHERE meeting_id = '{meeting.Id}' AND student_id = '{school.Students[2]}'
            """);

        var answer = await app.Admin.Post("/api/admin/verify", new { from = day, to = day });

        var found = answer["differences"].EnumerateArray().ToDictionary(one => one.GetProperty("field").GetString()!);
        Assert.Equal(["seconds", "status"], found.Keys.Order());
        Assert.Equal(("present", "absent"), (Text(found["status"], "stored"), Text(found["status"], "computed")));
        Assert.All(found.Values, one => Assert.Equal(school.Students[2], one.GetProperty("studentId").GetGuid()));
    }

    [PostgresFact]
    public async Task A_record_that_somebody_removed_from_the_tables_is_found()
    {
        var (app, school, meeting, day) = await Held();
        await Statements.Run(app.Database.AdminConnectionString,
            $"DELETE FROM attendance_records WHERE meeting_id = '{meeting.Id}' AND student_id = '{school.Students[2]}'");

        var answer = await app.Admin.Post("/api/admin/verify", new { from = day, to = day });

        var found = Assert.Single(answer["differences"].EnumerateArray());
        Assert.Equal(("record", school.Students[2]), (Text(found, "field"), found.GetProperty("studentId").GetGuid()));
    }

    [PostgresFact]
    public async Task Only_an_admin_verifies()
    {
        var (app, school, _, day) = await Held();
        (await app.As(school.Teacher).Post("/api/admin/verify", new { from = day, to = day })).Is(HttpStatusCode.Forbidden);
        (await app.Admin.Post("/api/admin/verify", new { from = day })).Blames("to");
    }

    [PostgresFact]
    public async Task A_preview_shows_the_marks_as_they_would_be_and_changes_none()
    {
        var (app, school, meeting, day) = await Held();
        var path = $"/api/classes/{school.Class}/attendance-policy/preview";
        var request = new { presentAfterMinutes = 20, from = day, to = day };

        var answer = (await app.As(school.Teacher).Post(path, request)).Is(HttpStatusCode.OK);

        Assert.Equal(1, answer["changed"].GetInt32());
        var marks = Assert.Single(answer["occurrences"].EnumerateArray()).GetProperty("records").EnumerateArray()
            .ToDictionary(mark => mark.GetProperty("studentId").GetGuid());
        Assert.Equal(("present", "partial"), (Text(marks[school.Students[0]], "currentStatus"), Text(marks[school.Students[0]], "status")));
        Assert.Equal("partial", Text(marks[school.Students[1]], "status"));
        var records = (await app.Admin.Get($"{meeting.Path}/attendance"))["records"].EnumerateArray();
        Assert.Contains(records, record => Text(record, "status") == "present");
        (await app.As(school.Students[0]).Post(path, request)).Is(HttpStatusCode.Forbidden);
        (await app.As(school.OtherTeacher).Post(path, request)).Is(HttpStatusCode.NotFound);
    }

    /// <summary>A lesson on a day that no other test has: 15:00 minutes, 14:59 minutes, and never seen.</summary>
    async Task<(AppProcess App, School School, Meeting Meeting, string Day)> Held()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 3);
        var start = new DateTimeOffset(2021, 1, 1, 1, 0, 0, TimeSpan.Zero).AddDays(Interlocked.Increment(ref _days));
        var meeting = await school.AddMeeting(("startTime", start.ToString("O", CultureInfo.InvariantCulture)));
        var lesson = new Lesson(app.Zoom, meeting.Number, start);
        await lesson.Start();
        await lesson.Attend("Zero", await EmailOf(app, school.Students[0]), 60, 960);
        await lesson.Attend("One", await EmailOf(app, school.Students[1]), 60, 959);
        await lesson.End(3000);
        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "provisional"
            && answer["records"].EnumerateArray().Count(record => Text(record, "status") is "present" or "partial") == 2);
        return (app, school, meeting, start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    static async Task<string> OccurrenceOf(AppProcess app, Meeting meeting) =>
        (await app.Admin.Get($"{meeting.Path}/attendance")).Text("occurrenceId")!;

    static async Task<string> EmailOf(AppProcess app, Guid user) => (await app.Admin.Get($"/api/users/{user}")).Text("email")!;

    static string? Text(JsonElement json, string property) => json.GetProperty(property).GetString();
}
