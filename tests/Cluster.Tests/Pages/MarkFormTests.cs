using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>What is decided on the page of a lesson's attendance, without any script.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class MarkFormTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_mark_is_set_and_left_to_the_computation_again_each_with_a_reason()
    {
        var lesson = await MarkedLesson.Make(await shared.App);

        var set = await lesson.Teacher.Followed(await lesson.Teacher.Fill(
            lesson.Page, ("decision", "override"), ("student", $"{lesson.Absent}"), ("status", "excused"), ("reason", " Ill ")));

        set.Says("Saved: the mark is set by hand.");
        Assert.Contains(
            "Saved: the mark is set by hand. ○ excused by hand; computed: absent", set.Row("Student 00"), StringComparison.Ordinal);
        Assert.Contains("removeOverride", set.Decisions());

        var removed = await lesson.Teacher.Followed(await lesson.Teacher.Fill(
            lesson.Page, ("decision", "removeOverride"), ("student", $"{lesson.Absent}"), ("reason", "It was another child")));

        removed.Says("Saved: the computed mark holds again.");
        Assert.StartsWith(
            "Student 00 Saved: the computed mark holds again. ✗ absent 0:00:00", removed.Row("Student 00"), StringComparison.Ordinal);
        Assert.Equal(
            [
                ("removeOverride", lesson.School.Teacher, lesson.Absent, """{"reason":"It was another child"}"""),
                ("override", lesson.School.Teacher, lesson.Absent, """{"reason":"Ill","status":"excused"}"""),
            ],
            from entry in await lesson.App.AuditEntries($"meetingId={lesson.Meeting.Id}") select entry.Told());
    }

    [PostgresFact]
    public async Task Where_one_goes_after_saving_is_the_students_row()
    {
        var lesson = await MarkedLesson.Make(await shared.App);

        var answer = await lesson.Teacher.Fill(
            lesson.Page, ("decision", "override"), ("student", $"{lesson.Absent}"), ("status", "excused"), ("reason", "Ill"));

        Assert.Equal(
            $"{lesson.Page}&done=override&student={lesson.Absent}#saved", answer.Response.Headers.Location!.OriginalString);
        Assert.Contains("id=\"saved\" tabindex=\"-1\"", (await lesson.Teacher.Followed(answer)).Body, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_held_lesson_is_confirmed()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        var held = await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "held");
        var (teacher, path) = (app.As(school.Teacher), $"/teacher/meetings/{meeting.Id}/attendance?occurrenceId={held.Text("occurrenceId")}");

        var page = await teacher.Followed(await teacher.Fill(path, ("decision", "confirm"), ("reason", "They slept")));

        page.Says("Saved: the marks stand.").Says("absent 3").DoesNotSay("? undecided");
        Assert.DoesNotContain("confirm", page.Decisions());
    }

    [PostgresFact]
    public async Task Whoever_decides_on_the_live_page_comes_back_to_it_and_what_was_not_carried_out_is_said_with_the_form()
    {
        var lesson = await MarkedLesson.Make(await shared.App);
        var live = (await lesson.Teacher.Get($"/teacher/meetings/{lesson.Meeting.Id}/participants")).Is(HttpStatusCode.OK);
        live.Says("The lesson was not held").Says("it counts in no rate. This can be undone.");

        var none = await lesson.Teacher.Fill(lesson.Page, ("decision", "void"), ("from", "live"), ("reason", "A fire drill"));
        (await lesson.Teacher.Fill(lesson.Page, ("decision", "undoVoid"), ("from", "live"), ("reason", "")))
            .Is(HttpStatusCode.UnprocessableEntity).Says("Nothing was changed: Say why, in a few words.");

        Assert.Equal(
            $"/teacher/meetings/{lesson.Meeting.Id}/participants?occurrenceId={lesson.Occurrence}&done=void",
            none.Response.Headers.Location!.OriginalString);
        (await lesson.Teacher.Followed(none)).Says("Saved: the lesson counts as not held.").Says("The lesson was held after all");
    }

    [PostgresFact]
    public async Task A_lesson_that_did_not_take_place_has_no_marks_until_that_is_undone()
    {
        var lesson = await MarkedLesson.Make(await shared.App);

        var none = await lesson.Teacher.Followed(
            await lesson.Teacher.Fill(lesson.Page, ("decision", "void"), ("reason", "A fire drill")));

        none.Says("It was decided that this lesson was not held").DoesNotSay("Student 00");
        Assert.Equal(["undoVoid"], none.Decisions());
        var refused = await lesson.Teacher.Fill(
            lesson.Page, ("decision", "override"), ("student", $"{lesson.Absent}"), ("status", "excused"), ("reason", "Ill"));
        refused.Is(HttpStatusCode.Conflict).Says("Nothing was changed: This lesson was voided");

        var back = await lesson.Teacher.Followed(
            await lesson.Teacher.Fill(lesson.Page, ("decision", "undoVoid"), ("reason", "It was not")));

        back.Says("Saved: the lesson counts again.").Says("Student 00");
    }

    public static TheoryData<string, string, string, string> Incomplete => new()
    {
        { "override", "", "Ill", "Choose a mark." },
        { "override", "tardy", "Ill", "Choose a mark." },
        { "override", "excused", "", "Say why, in a few words." },
        { "override", "excused", "   ", "Say why, in a few words." },
        { "void", "", "", "Say why, in a few words." },
        { "void", "", new string('x', 1001), "maximum length of 1000" },
        { "void", "", "a\u0007b", "must not contain control characters" },
    };

    [PostgresTheory]
    [MemberData(nameof(Incomplete))]
    public async Task A_form_that_lacks_something_comes_back_with_what_was_typed_and_changes_nothing(
        string decision, string status, string reason, string problem)
    {
        var lesson = await MarkedLesson.Make(await shared.App);

        var page = await lesson.Teacher.Fill(
            lesson.Page, ("decision", decision), ("student", decision == "void" ? null : $"{lesson.Absent}"), ("status", status),
            ("reason", reason));

        page.Is(HttpStatusCode.UnprocessableEntity).Says($"Nothing was changed: ").Says(problem).Says("Back to the form");
        Assert.Contains("<title>Not saved", page.Body, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page.Body, StringComparison.Ordinal);
        if (reason.Trim() is { Length: > 0 and <= 1000 } typed)
            Assert.Contains($"value=\"{typed}\"", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        if (status == "excused")
            Assert.Contains("<option value=\"excused\" selected", page.Body, StringComparison.Ordinal);
        Assert.StartsWith("Student 00 ✗ absent", (await lesson.Teacher.Get(lesson.Page)).Row("Student 00"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task What_is_typed_into_a_refused_form_comes_back_as_text()
    {
        var lesson = await MarkedLesson.Make(await shared.App);

        var page = await lesson.Teacher.Fill(
            lesson.Page, ("decision", "override"), ("student", $"{lesson.Absent}"), ("reason", "\"><script>alert(1)</script>"));

        page.Is(HttpStatusCode.UnprocessableEntity);
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task What_cannot_be_is_refused_kindly()
    {
        var lesson = await MarkedLesson.Make(await shared.App);

        (await lesson.Teacher.Fill(lesson.Page, ("decision", "override"), ("student", $"{lesson.School.Stranger}"),
            ("status", "excused"), ("reason", "Ill")))
            .Is(HttpStatusCode.UnprocessableEntity).Says("This student was not enrolled in the class at the time of this lesson.");
        (await lesson.Teacher.Fill(lesson.Page, ("decision", "override"), ("student", "nobody"), ("status", "excused"), ("reason", "Ill")))
            .Is(HttpStatusCode.UnprocessableEntity);
        (await lesson.App.Admin.Fill(lesson.Page, ("decision", "unlock"), ("reason", "Zoom was late")))
            .Is(HttpStatusCode.Conflict).Says("This attendance is not locked.");
        (await lesson.Teacher.Fill(lesson.Page, ("decision", "promote"), ("reason", "Why not"))).Is(HttpStatusCode.BadRequest);
        (await lesson.Teacher.Post(lesson.Page, new { decision = "void", reason = "Why not" })).Is(HttpStatusCode.BadRequest);
        (await lesson.Teacher.Fill($"/teacher/meetings/{lesson.Meeting.Id}/attendance?occurrenceId=x", ("decision", "void"), ("reason", "Why")))
            .Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task Who_does_not_supervise_the_lesson_decides_nothing()
    {
        var lesson = await MarkedLesson.Make(await shared.App);
        (string, string?)[] form =
            [("decision", "override"), ("student", $"{lesson.Absent}"), ("status", "present"), ("reason", "I was there")];

        foreach (var user in new[] { lesson.School.Parent, lesson.Absent })
            (await lesson.App.As(user).Fill(lesson.Page, form)).Is(HttpStatusCode.Forbidden);
        foreach (var user in new[] { lesson.School.OtherTeacher, lesson.School.Stranger })
            (await lesson.App.As(user).Fill(lesson.Page, form)).Is(HttpStatusCode.NotFound);
        (await lesson.Teacher.Fill(lesson.Page, ("decision", "unlock"), ("reason", "Please"))).Is(HttpStatusCode.Forbidden);

        Assert.Empty(await lesson.App.AuditEntries($"meetingId={lesson.Meeting.Id}"));
    }
}
