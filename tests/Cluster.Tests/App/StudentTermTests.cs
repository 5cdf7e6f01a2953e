using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class StudentTermTests(SharedAppFixture shared)
{
    /// <summary>In Manila a Monday, 07:30.</summary>
    static readonly DateTimeOffset Monday = new(2026, 3, 1, 23, 30, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task The_summary_is_of_all_lessons_whatever_page_is_asked_for()
    {
        var (app, school) = await Class();
        var student = school.Students[0];
        await Task.WhenAll(new[] { 0, 1, 2 }.Select(day => school.Hold(app, Monday.AddDays(day), day == 1 ? [] : [student])));

        var first = await app.As(student).Get($"{Path(student)}?limit=2");
        var second = await app.As(student).Get($"{Path(student)}?limit=2&after={first.NextCursor}");

        Assert.Equal(["2026-03-02 present", "2026-03-03 absent"], first.Items.Select(DayAndStatus));
        Assert.Equal(["2026-03-04 present"], second.Items.Select(DayAndStatus));
        Assert.Null(second.NextCursor);
        foreach (var page in new[] { first, second })
        {
            Assert.Equal((2, 1), (page["summary"].GetProperty("present").GetInt32(), page["summary"].GetProperty("absent").GetInt32()));
            Assert.Equal(2.0 / 3, page.Json.Rate());
        }
        Assert.Equal(0.5, (await app.As(student).Get($"{Path(student)}?from=2026-03-03")).Json.Rate());
    }

    [PostgresFact]
    public async Task Lessons_of_one_day_are_in_the_order_of_their_times()
    {
        var (app, school) = await Class();
        var student = school.Students[0];
        // Their numbers are in another order: they do not tell the time.
        var meetings = await Task.WhenAll(new[] { 6, 0, 3 }.Select(hour => school.Hold(app, Monday.AddHours(hour), student)));

        var whole = (await app.Admin.Get(Path(student))).Items;
        var pages = new List<JsonElement>();
        for (string? after = ""; after is not null;)
        {
            var page = (await app.Admin.Get($"{Path(student)}?limit=1{after}")).Is(HttpStatusCode.OK);
            pages.AddRange(page.Items);
            after = page.NextCursor is { } cursor ? $"&after={cursor}" : null;
        }

        Assert.Equal([meetings[1].Id, meetings[2].Id, meetings[0].Id], whole.Select(MeetingOf));
        Assert.Equal(whole.Select(MeetingOf), pages.Select(MeetingOf));
    }

    [PostgresFact]
    public async Task A_lesson_says_of_which_class_and_meeting_it_is_and_where_it_stands()
    {
        var (app, school) = await Class();
        var meeting = await school.Hold(app, Monday, school.Students[0]);

        var lesson = Assert.Single((await app.As(school.Parent).Get(Path(school.Students[0]))).Is(HttpStatusCode.OK).Items);

        Assert.Equal((meeting.Id, "Mathematics"), (MeetingOf(lesson), Text(lesson, "title")));
        Assert.Equal((school.Class, "7 Rizal"), (lesson.GetProperty("classId").GetGuid(), Text(lesson, "className")));
        Assert.Equal(("present", "provisional"), (Text(lesson, "computedStatus"), Text(lesson, "state")));
        Assert.Equal(1000, lesson.GetProperty("seconds").GetInt32());
        Assert.False(lesson.GetProperty("late").GetBoolean() || lesson.GetProperty("leftEarly").GetBoolean());
        Assert.Empty(lesson.GetProperty("flags").EnumerateArray());
    }

    [PostgresFact]
    public async Task A_teacher_sees_and_counts_only_the_lessons_of_their_own_classes()
    {
        var (app, school) = await Class();
        var student = school.Students[0];
        await school.Hold(app, Monday, student);
        var other = await app.Admin.Post("/api/classes", new { name = "7 Luna", teacherId = school.OtherTeacher });
        await app.Admin.Put($"/api/classes/{other.Id}/students/{student}", new { from = "2020-06-01" });
        var silent = await school.AddMeeting(("classId", other.Id), ("hostId", school.OtherTeacher));
        await Eventually.Get(app.Admin, $"{silent.Path}/attendance", answer => answer.Text("state") == "held");

        await Sees(school.Teacher, "7 Rizal", 1, 0);
        await Sees(school.OtherTeacher, "7 Luna", 0, 1);
        await Sees(student, "7 Rizal, 7 Luna", 1, 1);
        Assert.Single((await app.Admin.Get($"{Path(student)}?classId={other.Id}")).Items);
        Assert.Null((await app.Admin.Get($"{Path(student)}?classId={other.Id}")).Json.Rate());

        async Task Sees(Guid user, string classes, int present, int waiting)
        {
            var answer = (await app.As(user).Get(Path(student))).Is(HttpStatusCode.OK);
            Assert.Equal(classes, string.Join(", ", answer.Items.Select(lesson => Text(lesson, "className"))));
            Assert.Equal(
                (present, waiting),
                (answer["summary"].GetProperty("present").GetInt32(), answer["summary"].GetProperty("waiting").GetInt32()));
        }
    }

    [PostgresFact]
    public async Task A_student_keeps_the_lessons_of_a_class_that_they_left()
    {
        var (app, school) = await Class();
        var student = school.Students[0];
        await school.Hold(app, Monday, student);

        (await app.Admin.Delete($"/api/classes/{school.Class}/students/{student}")).Is(HttpStatusCode.NoContent);

        foreach (var user in new[] { student, school.Parent, school.Teacher })
        {
            var lesson = Assert.Single((await app.As(user).Get(Path(student))).Is(HttpStatusCode.OK).Items);
            Assert.Equal("2026-03-02 present", DayAndStatus(lesson));
        }
    }

    [PostgresFact]
    public async Task Who_is_no_student_has_no_attendance()
    {
        var (app, school) = await Class();

        foreach (var user in new[] { school.Teacher, school.Parent, AppProcess.AdminId })
            (await app.As(user).Get(Path(user))).Is(HttpStatusCode.NotFound);
        var none = (await app.As(school.Stranger).Get(Path(school.Stranger))).Is(HttpStatusCode.OK);
        Assert.Empty(none.Items);
        Assert.Null(none.Json.Rate());
    }

    async Task<(AppProcess App, School School)> Class()
    {
        var app = await shared.App;
        return (app, await School.Make(app, students: 1));
    }

    static string Path(Guid student) => $"/api/students/{student}/attendance";

    static Guid MeetingOf(JsonElement lesson) => lesson.GetProperty("meetingId").GetGuid();

    static string DayAndStatus(JsonElement lesson) => $"{Text(lesson, "date")} {Text(lesson, "status")}";

    static string? Text(JsonElement json, string property) => json.GetProperty(property).GetString();
}
