using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class AttendanceTests(SharedAppFixture shared)
{
    /// <summary>In Manila it is 07:30 of the same day, in UTC still the day before.</summary>
    static readonly DateTimeOffset LessonStart = new(2026, 3, 1, 23, 30, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Fifteen_minutes_are_present_less_is_partial_and_a_lesson_before_eight_is_filed_on_its_own_day()
    {
        var (app, school, meeting) = await Held();

        // A lesson of the past is provisional from its first fact on: the others follow.
        var attendance = await Eventually.Get(app.As(school.Teacher), $"{meeting.Path}/attendance", answer =>
            answer["records"].EnumerateArray().Any(record => Text(record, "status") == "present"));

        var records = attendance["records"].EnumerateArray().ToList();
        Assert.Equal((meeting.Id, "provisional"), (attendance["meetingId"].GetGuid(), attendance.Text("state")));
        Assert.Equal(school.Students, records.Select(StudentOf));
        Assert.Equal(["present", "partial", "absent"], records.Select(record => Text(record, "status")));
        Assert.Equal(["present", "partial", "absent"], records.Select(record => Text(record, "computedStatus")));
        Assert.Equal([900, 899, 0], records.Select(record => record.GetProperty("seconds").GetInt64()));
        Assert.All(records, record => Assert.Equal("2026-03-02", Text(record, "date")));
        Assert.Equal(["Student 00", "Student 01", "Student 02"], records.Select(record => Text(record, "name")));
        Assert.Equal(["email", "email", null], records.Select(record => Text(record, "matchedBy")));
        Assert.All(records, record => Assert.Equal(JsonValueKind.Null, record.GetProperty("override").ValueKind));
        Assert.Equal(
            """[{"join":"2026-03-01T23:31:00Z","leave":"2026-03-01T23:46:00Z","source":"webhook"}]""",
            records[0].GetProperty("intervals").GetRawText());
        Assert.Equal(15, attendance["policy"].GetProperty("presentAfterMinutes").GetInt32());
    }

    [PostgresFact]
    public async Task The_lesson_shows_when_it_was_held()
    {
        var (app, _, meeting) = await Held();

        var lesson = Assert.Single((await app.Admin.Get($"{meeting.Path}/occurrences")).Items);

        var run = Assert.Single(lesson.GetProperty("runs").EnumerateArray());
        foreach (var one in new[] { lesson, run })
        {
            Assert.Equal("2026-03-01T23:30:00Z", Text(one, "startedAt"));
            Assert.Equal("2026-03-02T00:20:00Z", Text(one, "endedAt"));
        }
        Assert.Equal(("ended", "provisional"), (Text(lesson, "status"), Text(lesson, "attendanceState")));
        Assert.Equal(("2026-03-01T23:30:00Z", 60), (Text(lesson, "scheduledStart"), lesson.GetProperty("duration").GetInt32()));
        (await app.Admin.Get($"{meeting.Path}/attendance?occurrenceId={Text(lesson, "id")}")).Is(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task Students_and_parents_see_their_own_records_and_strangers_none()
    {
        var (app, school, meeting) = await Held();

        await Sees(AppProcess.AdminId, school.Students);
        await Sees(school.Students[1], [school.Students[1]]);
        await Sees(school.Parent, [school.Students[0]]);
        foreach (var user in new[] { school.OtherTeacher, school.Stranger })
            (await app.As(user).Get($"{meeting.Path}/attendance")).Is(HttpStatusCode.NotFound);

        async Task Sees(Guid user, IEnumerable<Guid> students)
        {
            var records = (await app.As(user).Get($"{meeting.Path}/attendance")).Is(HttpStatusCode.OK)["records"].EnumerateArray();
            Assert.Equal(students, records.Select(StudentOf));
        }
    }

    [PostgresFact]
    public async Task A_students_attendance_is_seen_by_those_who_see_the_student()
    {
        var (app, school, meeting) = await Held();
        var path = $"/api/students/{school.Students[0]}/attendance";

        foreach (var user in new[] { AppProcess.AdminId, school.Teacher, school.Students[0], school.Parent })
        {
            var lesson = Assert.Single((await app.As(user).Get(path)).Is(HttpStatusCode.OK).Items);
            Assert.Equal(("present", "2026-03-02", "Mathematics"), (Text(lesson, "status"), Text(lesson, "date"), Text(lesson, "title")));
            Assert.Equal((meeting.Id, school.Class), (lesson.GetProperty("meetingId").GetGuid(), lesson.GetProperty("classId").GetGuid()));
            Assert.NotEmpty(Text(lesson, "occurrenceId")!);
        }
        foreach (var user in new[] { school.OtherTeacher, school.Students[1], school.Stranger })
            (await app.As(user).Get(path)).Is(HttpStatusCode.NotFound);
    }

    [PostgresTheory]
    [InlineData("from=2026-03-02", 1)]
    [InlineData("from=2026-03-03", 0)]
    [InlineData("to=2026-03-02", 1)]
    [InlineData("to=2026-03-01", 0)]
    [InlineData("from=2026-03-01T23:30:00Z&to=2026-03-02T00:00:00Z", 1)]
    [InlineData("classId=00000000-0000-0000-0000-000000000000", 0)]
    public async Task A_students_lessons_are_asked_for_by_day_and_class(string filter, int lessons)
    {
        var (app, school, _) = await Held();

        Assert.Equal(lessons, (await app.Admin.Get($"/api/students/{school.Students[0]}/attendance?{filter}")).Items.Count);
    }

    [PostgresFact]
    public async Task A_meeting_without_records_has_none_and_a_strange_occurrence_does_not_exist()
    {
        var (app, school, held) = await Held();
        var coming = await school.AddMeeting(("startTime", "2099-03-02T00:30:00Z"));
        var occurrence = Text((await app.Admin.Get($"{coming.Path}/occurrences")).Items[0], "id");

        var none = (await app.Admin.Get($"{coming.Path}/attendance")).Is(HttpStatusCode.OK);
        var named = (await app.Admin.Get($"{coming.Path}/attendance?occurrenceId={occurrence}")).Is(HttpStatusCode.OK);

        Assert.Equal((null, "none"), (none.Text("occurrenceId"), none.Text("state")));
        Assert.Equal((occurrence, "none"), (named.Text("occurrenceId"), named.Text("state")));
        Assert.Empty(none["records"].EnumerateArray());
        Assert.Empty(named["records"].EnumerateArray());
        (await app.Admin.Get($"{held.Path}/attendance?occurrenceId={occurrence}")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Get($"{held.Path}/attendance?occurrenceId=nonsense")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Get($"/api/zoom/meetings/{Guid.NewGuid()}/attendance")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Get($"/api/zoom/meetings/{Guid.NewGuid()}/occurrences")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Get($"/api/students/{Guid.NewGuid()}/attendance")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task Who_is_enrolled_afterwards_for_the_time_of_the_lesson_gets_a_record()
    {
        var (app, school, meeting) = await Held();

        await app.Admin.Put($"/api/classes/{school.Class}/students/{school.Stranger}", new { from = "2026-03-02", to = "2026-03-03" });

        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer["records"].GetArrayLength() == 4);
    }

    /// <summary>A lesson with three students: 15:00 minutes, 14:59 minutes, and never seen.</summary>
    async Task<(AppProcess App, School School, Meeting Meeting)> Held()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 3);
        var meeting = await school.AddMeeting(("startTime", "2026-03-01T23:30:00Z"));
        var lesson = new Lesson(app.Zoom, meeting.Number, LessonStart);
        await lesson.Start();
        await lesson.Attend("Zero", await EmailOf(app, school.Students[0]), 60, 960);
        await lesson.Attend("One", await EmailOf(app, school.Students[1]), 60, 959);
        await lesson.End(3000);
        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "provisional");
        return (app, school, meeting);
    }

    static async Task<string> EmailOf(AppProcess app, Guid user) => (await app.Admin.Get($"/api/users/{user}")).Text("email")!;

    static Guid StudentOf(JsonElement record) => record.GetProperty("studentId").GetGuid();

    static string? Text(JsonElement json, string property) => json.GetProperty(property).GetString();
}
