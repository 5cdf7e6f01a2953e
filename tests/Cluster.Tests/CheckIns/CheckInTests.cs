using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Pages;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>A check-in from its opening to its end.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class CheckInTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Its_picture_leads_to_the_page_with_its_code()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);

        var shown = await checkIn.Teacher.Get(checkIn.Path);

        var address = $"{checkIn.App.Address}check-in?code={shown.Text("code")}";
        Assert.Equal(address, shown.Text("address"));
        Assert.Equal(address, QrPictures.Read(shown.Text("picture")!));
    }

    [PostgresFact]
    public async Task A_student_checks_in_once_and_the_second_time_is_answered_as_the_first()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var student = checkIn.School.Students[1];

        var first = (await checkIn.Enter(student)).Is(HttpStatusCode.Created);
        var second = (await checkIn.Enter(student)).Is(HttpStatusCode.OK);

        Assert.Equal(first.Body, second.Body);
        Assert.Equal(checkIn.Id, first["checkInId"].GetGuid());
        Assert.Equal("7 Rizal", first.Text("className"));
        var people = (await checkIn.Teacher.Get(checkIn.Path))["students"].EnumerateArray().ToList();
        Assert.Equal("Student 01", Assert.Single(people).GetProperty("name").GetString());
    }

    [PostgresFact]
    public async Task Many_presses_of_the_button_at_once_check_in_once()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var code = await checkIn.Code();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => checkIn.App.As(checkIn.School.Students[0]).Enter(code)));

        Assert.Equal(1, answers.Count(one => one.Status == HttpStatusCode.Created));
        Assert.Single(answers.Select(one => one.Is(one.Status).Id).Distinct());
    }

    [PostgresFact]
    public async Task Only_the_classs_students_check_in()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var (school, app) = (checkIn.School, checkIn.App);

        (await checkIn.Enter(school.Stranger)).Refuses(HttpStatusCode.Forbidden, "NOT_ENROLLED");
        foreach (var other in new[] { school.Teacher, school.Parent, AppProcess.AdminId })
            (await checkIn.Enter(other)).Is(HttpStatusCode.Forbidden);
        // Not yet, and no more.
        var late = await School.AddUser(app, "student", "Lara Late");
        (await app.Admin.Put($"/api/classes/{school.Class}/students/{late}", new { from = "2100-06-01" })).Is(HttpStatusCode.OK);
        (await checkIn.Enter(late)).Refuses(HttpStatusCode.Forbidden, "NOT_ENROLLED");
        (await app.Admin.Delete($"/api/classes/{school.Class}/students/{school.Students[2]}")).Is(HttpStatusCode.NoContent);
        (await checkIn.Enter(school.Students[2])).Refuses(HttpStatusCode.Forbidden, "NOT_ENROLLED");
        Assert.Empty((await checkIn.Teacher.Get(checkIn.Path))["students"].EnumerateArray());
    }

    [PostgresFact]
    public async Task Once_it_is_closed_nobody_checks_in_and_it_shows_no_code()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var code = await checkIn.Code();
        (await checkIn.App.As(checkIn.School.Students[0]).Enter(code)).Is(HttpStatusCode.Created);

        (await checkIn.Teacher.Delete(checkIn.Path)).Is(HttpStatusCode.NoContent);
        (await checkIn.Teacher.Delete(checkIn.Path)).Is(HttpStatusCode.NoContent);

        var closed = await checkIn.Teacher.Get(checkIn.Path);
        Assert.False(closed["isOpen"].GetBoolean());
        Assert.All(new[] { "code", "picture", "address", "codeValidUntil" }, field => Assert.Null(closed.Text(field)));
        Assert.Single(closed["students"].EnumerateArray());
        (await checkIn.App.As(checkIn.School.Students[1]).Enter(code)).Refuses(HttpStatusCode.Conflict, "CHECK_IN_CLOSED");
        // Who had checked in hears that they have.
        (await checkIn.App.As(checkIn.School.Students[0]).Enter(code)).Is(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task It_closes_by_itself()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var code = await checkIn.Code();

        await checkIn.Run($"UPDATE check_ins SET opened_at = opened_at - interval '15 minutes', closes_at = now() WHERE id = '{checkIn.Id}'");

        (await checkIn.App.As(checkIn.School.Students[1]).Enter(code)).Refuses(HttpStatusCode.Conflict, "CHECK_IN_CLOSED");
    }

    [PostgresFact]
    public async Task It_is_for_the_lesson_under_way_else_the_nearest_else_the_one_that_is_named()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var path = $"/api/classes/{school.Class}/check-ins";
        var teacher = app.As(school.Teacher);
        Assert.Equal(
            System.Text.Json.JsonValueKind.Null, (await teacher.Post(path, new { })).Is(HttpStatusCode.Created)["lesson"].ValueKind);
        var past = await Planned(school, hours: -30);
        var soon = await Planned(school, hours: 5);

        var nearest = (await teacher.Post(path, new { })).Is(HttpStatusCode.Created);
        var again = (await teacher.Send(HttpMethod.Post, path, null)).Is(HttpStatusCode.OK);
        var named = (await teacher.Post(path, new { occurrenceId = past.Lesson })).Is(HttpStatusCode.Created);

        Assert.Equal(soon.Lesson, Lesson(nearest));
        Assert.Equal(nearest.Id, again.Id);
        Assert.Equal(past.Lesson, Lesson(named));
        var now = await Planned(school, hours: -0.25);
        Assert.Equal(now.Lesson, Lesson((await teacher.Post(path, new { })).Is(HttpStatusCode.Created)));
        (await teacher.Post(path, new { occurrenceId = "none" })).Is(HttpStatusCode.NotFound);
        (await teacher.Post(path, new { minutes = 0 })).Blames("minutes");
        Assert.Equal(4, (await teacher.Get(path)).Items.Count);
        Assert.Equal(now.Lesson, (await teacher.Get($"{path}?limit=1")).Items.Single().GetProperty("lesson").GetProperty("occurrenceId").GetString());

        async Task<(Meeting Meeting, string Lesson)> Planned(School school, double hours)
        {
            var meeting = await school.AddMeeting(
                ("startTime", DateTimeOffset.UtcNow.AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
            var lessons = await Eventually.Get(app.Admin, $"{meeting.Path}/occurrences", answer => answer.Items.Count == 1);
            return (meeting, lessons.Items[0].GetProperty("id").GetString()!);
        }

        static string? Lesson(Answer answer) => answer["lesson"].GetProperty("occurrenceId").GetString();
    }

    [PostgresFact]
    public async Task Check_ins_change_no_mark_and_no_log_entry_by_themselves_but_stand_beside_them()
    {
        var app = await shared.App;
        var lesson = await MarkedLesson.Make(app);
        var before = await State();
        var opened = (await lesson.Teacher.Post(
            $"/api/classes/{lesson.School.Class}/check-ins", new { occurrenceId = lesson.Occurrence })).Is(HttpStatusCode.Created);
        foreach (var student in lesson.School.Students)
            (await app.As(student).Enter(opened.Text("code")!)).Is(HttpStatusCode.Created);
        (await lesson.Teacher.Delete($"/api/classes/{lesson.School.Class}/check-ins/{opened.Id}")).Is(HttpStatusCode.NoContent);

        Assert.Equal(before, await State());
        // Not even when the attendance is computed anew.
        await Statements.Run(app.Database.AdminConnectionString, $"SELECT access.make_due(ARRAY['{lesson.Meeting.Id}'::uuid])");
        await Wait.Until(
            async () => (long)(await Statements.Run(app.Database.AdminConnectionString, $"""
                SELECT count(*) FROM due_work WHERE kind = 'attendance' AND key = '{lesson.Meeting.Number}' AND due_at <= now() + interval '2 minutes'
                """))! == 0,
            () => "the attendance is computed anew");
        Assert.Equal(before, await State());
        Assert.Equal(3, await Seen(lesson.Teacher));
        Assert.Equal(1, await Seen(lesson.Parent));
        Assert.Equal(1, await Seen(app.As(lesson.Present)));
        (await app.Admin.Post("/api/admin/verify", new { from = "2026-03-01", to = "2026-03-03" })).Is(HttpStatusCode.OK);

        async Task<string> State() => string.Join('\n',
            (await lesson.Teacher.Get($"{lesson.Meeting.Path}/attendance?occurrenceId={lesson.Occurrence}"))["records"].GetRawText(),
            await Statements.Run(app.Database.AdminConnectionString, $"""
                SELECT string_agg(entry::text, ' ' ORDER BY seq) FROM meeting_log entry WHERE meeting = {lesson.Meeting.Number}
                """));

        async Task<int> Seen(HttpClient reader) => (await reader.Get(
            $"{lesson.Meeting.Path}/attendance?occurrenceId={lesson.Occurrence}"))["checkIns"].GetArrayLength();
    }
}
