using System.Net;
using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

[Collection(PagesApp.Name)]
public sealed partial class MeetingPageTests(PagesFixture shared)
{
    [PostgresFact]
    public async Task Who_supervises_a_meeting_sees_its_lessons_their_attendance_and_how_many_are_registered()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.Hold(app, "History");
        await Register(app, school, meeting);
        var lesson = await LessonsOfToday.Lesson(app, meeting, "ended", "provisional");

        foreach (var person in new[] { school.Teacher, AppProcess.AdminId })
        {
            var page = await app.As(person).Page(Page(meeting));
            page.Says(
                "<bdi>History</bdi>", $"/classes/{school.Class}", "2 registered, 1 pending, 0 denied", "✓ over",
                "1 present, 1 partial, 1 absent", $"/attendance?occurrenceId={lesson}", $"{meeting.Number}");
        }
        (await app.As(school.Teacher).Page(Page(meeting))).Says("<bdi>you</bdi>");
        (await app.Admin.Page(Page(meeting))).Says("<bdi>Tess Teacher</bdi>");
    }

    [PostgresFact]
    public async Task The_others_see_of_people_only_what_is_their_own()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.Hold(app, "History");
        await Register(app, school, meeting);

        var student = await app.As(school.Students[0]).Page(Page(meeting));
        var parent = await app.As(school.Parent).Page(Page(meeting));

        student.Says("you are registered", "chip present", "a teacher of the school");
        parent.Says("<bdi>Student 00</bdi>", "chip present");
        foreach (var page in new[] { student, parent })
            page.SaysNot(
                " registered, ", "1 partial", "chip partial", "Student 01", "Tess Teacher", "Zoom's number", "zoom.example",
                $"/classes/{school.Class}");
        (await app.As(school.Students[1]).Page(Page(meeting))).Says("yours waits to be approved");
        await app.As(school.Stranger).Page(Page(meeting), HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task Lessons_to_come_and_lessons_that_are_over_stand_apart_in_pages()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.Plan(
            LessonsOfToday.Midnight.AddDays(-2).AddHours(8), "Filipino", ("meetingType", "recurring"),
            ("recurrence", new { type = "daily", interval = 1, count = 62 }));
        var teacher = app.As(school.Teacher);
        await Eventually.Get(teacher, $"{meeting.Path}/occurrences?limit=200", answer => answer.Items.Count == 62);

        var toCome = await teacher.Page(Page(meeting));
        var past = await teacher.Page($"{Page(meeting)}?past=true");
        var next = Next().Match(toCome).Groups[1].Value;

        // The third is today's; whether it is over depends on the hour.
        Assert.Equal(50, Day().Count(toCome));
        Assert.InRange(Day().Count(past), 2, 3);
        Assert.Equal(62, Day().Count(toCome) + Day().Count(past) + Day().Count(await teacher.Page(next)));
        past.Says("? undecided", "3 undecided", "every day, 62 times");
        toCome.SaysNot("? undecided");
    }

    [PostgresFact]
    public async Task A_meeting_without_lessons_says_when_there_will_be_some()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("meetingType", "instant"));

        (await app.As(school.Teacher).Page(Page(meeting))).Says("There is no lesson yet.", "held once, without a plan");
    }

    [PostgresFact]
    public async Task Only_who_runs_it_may_start_it_and_without_Zoom_is_told_why_not()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.Plan(LessonsOfToday.InHours(1), "Filipino");

        var page = await app.As(school.Teacher).Page($"{Page(meeting)}/start", HttpStatusCode.ServiceUnavailable);
        page.Says("Zoom is not connected", "Your school's admin has to connect", "<bdi>Tess Teacher</bdi>");
        await app.As(school.Students[0]).Page($"{Page(meeting)}/start", HttpStatusCode.Forbidden);
        await app.As(school.Stranger).Page($"{Page(meeting)}/start", HttpStatusCode.NotFound);
        (await app.As(school.Teacher).Page(Page(meeting))).SaysNot("Start in Zoom");
    }

    static string Page(Meeting meeting) => $"/teacher/meetings/{meeting.Id}";

    /// <summary>Two are in, and one waits.</summary>
    static Task Register(AppProcess app, School school, Meeting meeting) => Statements.Run(
        app.Database.AdminConnectionString, $"""
        UPDATE zoom_meetings SET registration_enabled = true WHERE id = '{meeting.Id}';
        INSERT INTO meeting_registrants (meeting_id, user_id, zoom_registrant_id, join_url, status) VALUES
            ('{meeting.Id}', '{school.Students[0]}', 'r0', 'https://zoom.example/w/0', 'approved'),
            ('{meeting.Id}', '{school.Students[1]}', 'r1', 'https://zoom.example/w/1', 'pending'),
            ('{meeting.Id}', '{school.Students[2]}', 'r2', 'https://zoom.example/w/2', 'approved')
        """);

    [GeneratedRegex("""<th role="rowheader" scope="row" class="when">""")]
    private static partial Regex Day();

    [GeneratedRegex("""rel="next" href="([^"]+)""")]
    private static partial Regex Next();
}
