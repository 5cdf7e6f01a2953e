using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

[Collection(PagesApp.Name)]
public sealed class TodayTests(PagesFixture shared)
{
    [PostgresFact]
    public async Task A_teacher_sees_what_runs_first_then_what_comes_and_what_is_over()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var over = await school.Hold(app, "History");
        await school.Plan(LessonsOfToday.InHours(3), "Physics");
        var planned = await school.Plan(LessonsOfToday.InHours(2), "Filipino");
        var running = await school.Run(app, "Algebra");

        var page = await app.As(school.Teacher).Page("/");

        page.SaysInOrder("Now</h2>", "Algebra", "To come</h2>", "Filipino", "Physics", "Over</h2>", "History");
        page.Says("chip live", "7 Rizal", "1 present, 1 partial, 1 absent", PagesFixture.Zone);
        var lesson = await LessonsOfToday.Lesson(app, running, "started", "live");
        page.Says($"/teacher/meetings/{running.Id}/participants?occurrenceId={lesson}");
        var held = await LessonsOfToday.Lesson(app, over, "ended", "provisional");
        page.Says($"/teacher/meetings/{over.Id}/attendance?occurrenceId={held}");
        // Whether everything is ready can be looked at before it begins.
        page.Says($"/teacher/meetings/{planned.Id}/participants?occurrenceId=");
        (await app.As(school.Teacher).Page($"/teacher/meetings/{planned.Id}")).Says($"/teacher/meetings/{planned.Id}/participants?");
        page.SaysNot($"/teacher/meetings/{over.Id}/participants", $"/join/{over.Id}", "/start\"");
    }

    [PostgresFact]
    public async Task A_student_joins_and_sees_their_own_mark_and_nobody_elses()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.Hold(app, "History");
        var next = await school.Plan(LessonsOfToday.InHours(2), "Filipino");

        var present = await app.As(school.Students[0]).Page("/");
        var absent = await app.As(school.Students[2]).Page("/");

        present.Says($"/join/{next.Id}", "chip present", "30 min");
        present.SaysNot($"/teacher/meetings/{next.Id}/participants");
        present.SaysNot("chip partial", "chip absent", "1 absent", "Student 01", "Student 02");
        absent.Says("chip absent");
        absent.SaysNot("chip present");
    }

    [PostgresFact]
    public async Task A_parent_sees_the_childrens_lessons_and_marks_and_does_not_join()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.Hold(app, "History");
        await school.Plan(LessonsOfToday.InHours(2), "Filipino");
        await school.Run(app, "Algebra");

        var page = await app.As(school.Parent).Page("/");

        page.Says("Filipino", "Algebra", "History", "<bdi>Student 00</bdi>", "chip present", "Live page");
        page.SaysNot("/join/", "Student 01", "chip partial");
    }

    [PostgresFact]
    public async Task Who_has_nothing_to_do_with_a_class_sees_none_of_its_lessons()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var running = await school.Run(app, "Algebra");

        foreach (var person in new[] { school.OtherTeacher, school.Stranger })
            (await app.As(person).Page("/")).SaysNot($"{running.Id}");
    }

    [PostgresFact]
    public async Task What_is_called_off_is_shown_as_such_and_leads_nowhere()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var cancelled = await school.Plan(LessonsOfToday.InHours(2), "Filipino");
        (await app.Admin.Delete(cancelled.Path)).Is(HttpStatusCode.NoContent);

        var page = await app.As(school.Students[0]).Page("/");

        page.SaysInOrder("To come</h2>", "Filipino", "✗ cancelled");
        page.SaysNot($"/join/{cancelled.Id}");
    }

    [PostgresFact]
    public async Task A_lesson_that_was_taken_out_of_its_meetings_plan_is_shown_as_cancelled()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var start = LessonsOfToday.InHours(2);
        var meeting = await school.Plan(
            start, "Filipino", ("meetingType", "recurring"), ("recurrence", new { type = "daily", interval = 1, count = 2 }));
        (await app.Admin.Patch(meeting.Path, new
        {
            startTime = start.AddDays(1).Written(), recurrence = new { type = "daily", interval = 1, count = 1 },
        })).Is(HttpStatusCode.OK);
        await Eventually.Get(
            app.Admin, $"/api/calendar/events?classId={school.Class}", answer => answer.Items.Count == 1);

        (await app.As(school.Students[0]).Page("/")).SaysInOrder("To come</h2>", "Filipino", "✗ cancelled");
    }

    [PostgresFact]
    public async Task The_day_is_the_schools()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var midnight = LessonsOfToday.Midnight;
        await school.Plan(midnight.AddMinutes(-1), "Yesterday", ("duration", 1));
        await school.Plan(midnight, "First", ("duration", 1));
        await school.Plan(midnight.AddDays(1).AddMinutes(-1), "Last");
        await school.Plan(midnight.AddDays(1), "Tomorrow");

        var page = await app.As(school.Students[0]).Page("/");

        page.Says("First", "00:00", "Last", "23:59");
        page.SaysNot("Yesterday", "Tomorrow");
    }

    [PostgresFact]
    public async Task Where_the_day_has_no_lesson_the_next_ones_are_named()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var midnight = LessonsOfToday.Midnight;
        await school.Plan(midnight.AddDays(2), "Physics");
        await school.Plan(midnight.AddDays(1).AddHours(8), "Filipino");

        var student = await app.As(school.Students[0]).Page("/");
        var parent = await app.As(school.Parent).Page("/");

        student.SaysInOrder("You have no lesson today.", "Next</h2>", "Filipino", "Physics");
        parent.SaysInOrder("Your children have no lesson today.", "Next</h2>", "Filipino");
    }

    [PostgresFact]
    public async Task Who_has_no_meeting_at_all_is_told_when_there_will_be_some()
    {
        var app = await shared.App;
        var teacher = await School.AddUser(app, "teacher", "Nora New");
        var student = await School.AddUser(app, "student", "Nino New");

        (await app.As(teacher).Page("/")).Says("You have no lesson today.", "planned for a class of yours");
        (await app.As(student).Page("/")).Says("You have no lesson today.", "your school has planned them");
    }

    [PostgresFact]
    public async Task Teachers_are_shown_the_lessons_of_the_last_days_that_wait_for_them_and_nobody_else_is()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var unheard = await school.Plan(LessonsOfToday.Midnight.AddDays(-2), "Unheard");
        var lesson = await LessonsOfToday.Lesson(app, unheard, "ended", "held");

        var page = await app.As(school.Teacher).Page("/");

        page.SaysInOrder("Waiting for you</h2>", "Unheard", "? undecided", "3 undecided");
        page.Says($"/teacher/meetings/{unheard.Id}/attendance?occurrenceId={lesson}");
        (await app.Admin.Page("/")).Says("Unheard");
        foreach (var person in new[] { school.Students[0], school.Parent, school.OtherTeacher })
            (await app.As(person).Page("/")).SaysNot("Unheard", "Waiting for you");
    }

    [PostgresFact]
    public async Task Meetings_without_a_time_stand_there_every_day()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var hours = await school.Plan(LessonsOfToday.InHours(-100), "Office hours", ("meetingType", "recurring"));

        (await app.As(school.Students[0]).Page("/")).Says("At any time</h2>", "Office hours", $"/join/{hours.Id}");
        var parent = await app.As(school.Parent).Page("/");
        parent.Says("Office hours");
        parent.SaysNot($"/join/{hours.Id}");
    }
}
