using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>The page of a lesson's attendance, as everybody reads it.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class MarkPageTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Each_mark_stands_with_its_evidence()
    {
        var lesson = await MarkedLesson.Make(await shared.App);

        var page = (await lesson.Teacher.Get(lesson.Page)).Is(HttpStatusCode.OK);

        Assert.StartsWith(
            "Student 01 ✓ present 0:20:00 Evidence for Student 01 In for 0:20:00; 0:15:00 are needed. Recognised by the student's "
            + "e-mail address. In from 08:31:00 to 08:51:00 (0:20:00), told by Zoom during the lesson",
            page.Row("Student 01"), StringComparison.Ordinal);
        Assert.Contains(
            "In for 0:05:00, which is less than the 0:15:00 that count as present.", page.Row("Student 02"), StringComparison.Ordinal);
        Assert.Contains(
            "Nobody who could be recognised as this student was in the meeting.", page.Row("Student 00"), StringComparison.Ordinal);
        page.Says("Mon 2 Mar 2026, 08:30").Says("present 1").Says("partial 1").Says("absent 1")
            .Says("These marks may still change").Says("locked 3650 days after the lesson");
        foreach (var format in new[] { "csv", "xlsx" })
            Assert.Contains(
                $"/api/zoom/meetings/{lesson.Meeting.Id}/attendance?occurrenceId={lesson.Occurrence}&format={format}", page.Links());
    }

    [PostgresFact]
    public async Task A_parent_reads_why_their_child_was_absent_and_nothing_of_the_others()
    {
        var lesson = await MarkedLesson.Make(await shared.App);

        var page = (await lesson.Parent.Get(lesson.Page)).Is(HttpStatusCode.OK);

        page.Says("Student 00").Says("✗ absent").Says("Nobody who could be recognised as this student was in the meeting.")
            .Says("Present: in for at least 15 minutes.").Says("If a mark looks wrong, tell the class's teacher, Tess Teacher , who");
        page.DoesNotSay("Student 01").DoesNotSay("Student 02").DoesNotSay("Download");
        Assert.DoesNotContain($"{lesson.Present}", page.Body, StringComparison.Ordinal);
        Assert.Empty(page.Decisions());
        Assert.Contains("<details open", page.Body, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_student_reads_their_own_mark_and_who_has_nothing_to_do_with_it_finds_no_page()
    {
        var lesson = await MarkedLesson.Make(await shared.App);

        var page = (await lesson.App.As(lesson.Partial).Get(lesson.Page)).Is(HttpStatusCode.OK);

        page.Says("◐ partial").Says("Student 02").DoesNotSay("Student 00").DoesNotSay("Student 01");
        Assert.Empty(page.Decisions());
        foreach (var user in new[] { lesson.School.OtherTeacher, lesson.School.Stranger })
            (await lesson.App.As(user).Get(lesson.Page)).Is(HttpStatusCode.NotFound);
        (await lesson.Teacher.Get($"/teacher/meetings/{lesson.Meeting.Id}/attendance?occurrenceId=nonsense"))
            .Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task Times_are_the_schools_whatever_the_zone_of_the_meeting()
    {
        var lesson = await MarkedLesson.Make(await shared.App, ("timezone", "America/New_York"));

        (await lesson.Parent.Get(lesson.Page)).Says("Mon 2 Mar 2026, 08:30").Says("(Asia/Manila)");
        (await lesson.Teacher.Get(lesson.Page)).Says("In from 08:31:00 to 08:51:00");
    }

    [PostgresFact]
    public async Task A_name_is_text_whatever_is_in_it()
    {
        const string Name = "<script>alert(1)</script> \u202eanA & \"Co\"";
        var app = await shared.App;
        var lesson = await MarkedLesson.Make(app, ("title", "<b>Maths</b> \u202e"));
        (await app.Admin.Patch($"/api/users/{lesson.Absent}", new { name = Name })).Is(HttpStatusCode.OK);
        (await app.Admin.Put($"{lesson.Meeting.Path}/attendance/{lesson.Absent}/override",
            new { occurrenceId = lesson.Occurrence, status = "excused", reason = "<i>Ill</i> \u202e" })).Is(HttpStatusCode.NoContent);

        foreach (var reader in new[] { lesson.Teacher, lesson.Parent })
        {
            var page = (await reader.Get(lesson.Page)).Is(HttpStatusCode.OK);
            foreach (var markup in new[] { "<script>alert", "<b>Maths", "<i>Ill" })
                Assert.DoesNotContain(markup, page.Body, StringComparison.Ordinal);
            foreach (var text in new[] { Name, "<b>Maths</b> \u202e", "<i>Ill</i> \u202e" })
                Assert.Contains($"<bdi>{text}</bdi>", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task A_mark_set_by_hand_stands_beside_the_computed_one_with_who_when_and_why()
    {
        var lesson = await MarkedLesson.Make(await shared.App);
        (await lesson.Teacher.Put($"{lesson.Meeting.Path}/attendance/{lesson.Absent}/override",
            new { occurrenceId = lesson.Occurrence, status = "excused", reason = "At the dentist" })).Is(HttpStatusCode.NoContent);

        foreach (var reader in new[] { lesson.Teacher, lesson.Parent, lesson.App.Admin })
        {
            var row = (await reader.Get(lesson.Page)).Row("Student 00");
            Assert.Contains("○ excused by hand; computed: absent", row, StringComparison.Ordinal);
            Assert.Matches(
                @"Set by hand to excused by Tess Teacher on \w{3} \d+ \w{3} \d{4}, \d\d:\d\d : At the dentist Computed: ✗ absent", row);
        }
    }

    [PostgresFact]
    public async Task A_held_lesson_says_why_and_what_happens_next()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        var held = await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "held");

        var page = await app.As(school.Teacher).Get($"/teacher/meetings/{meeting.Id}/attendance");

        page.Says("Zoom has told nothing of this lesson. So nobody is marked absent yet.").Says("? undecided 3")
            .Says("The mark is undecided: it would be absent");
        Assert.Contains("confirm", page.Decisions());
        (await app.As(school.Parent).Get($"/teacher/meetings/{meeting.Id}/attendance?occurrenceId={held.Text("occurrenceId")}"))
            .Says("? undecided").DoesNotSay("Confirm");
    }

    [PostgresFact]
    public async Task What_Zoom_did_not_tell_is_said_in_plain_words()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await app.Admin.Put($"/api/classes/{school.Class}/attendance-policy", new
        {
            effectiveFrom = "2026-01-01", presentAfterPercent = 50, window = "scheduled", lateAfterMinutes = 5, leftEarlyMinutes = 1,
        });
        var lesson = await HeldLesson.Make(app, school, HeldLesson.LongAgo);
        await lesson.Run.Attended(lesson.Emails[0], 600, 3000);
        await lesson.Run.Left(new ZoomRun.Client(9, "One", lesson.Emails[1]), 1800);
        await lesson.Run.Ended(3600);
        await lesson.Records(("present", 2400), (null, 0), ("absent", 0));

        var page = await app.As(school.Teacher).Get($"/teacher/meetings/{lesson.Meeting.Id}/attendance");

        Assert.Contains("late, left early", page.Row("Student 00"), StringComparison.Ordinal);
        Assert.Contains("0:30:00 are needed", page.Row("Student 00"), StringComparison.Ordinal);
        Assert.Contains("Zoom did not tell when they joined", page.Row("Student 01"), StringComparison.Ordinal);
        Assert.Contains("Left at 09:00:00, without a join,", page.Row("Student 01"), StringComparison.Ordinal);
        page.Says("Present: in for at least 50 % of the lesson.").Says("Only time within the scheduled lesson counts.")
            .Says("Late: came more than 5 minutes after the start.").Says("Left early: gone more than 1 minute before the end.")
            .Says("In force since Thu 1 Jan 2026.").Says("They are not locked while some of them are undecided.");
    }

    [PostgresFact]
    public async Task Each_lesson_of_a_meeting_can_be_chosen_and_one_to_come_has_no_marks_yet()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", "2099-03-02T00:30:00Z"),
            ("recurrence", new { type = "daily", interval = 1, count = 3 }));
        var lessons = await Eventually.Get(
            app.Admin, $"{meeting.Path}/occurrences", answer => answer.Items.Count == 3);
        var second = lessons.Items[1].GetProperty("id").GetString();

        var first = (await app.As(school.Teacher).Get($"/teacher/meetings/{meeting.Id}/attendance")).Is(HttpStatusCode.OK);
        var chosen = (await app.As(school.Teacher).Get($"/teacher/meetings/{meeting.Id}/attendance?occurrenceId={second}"))
            .Is(HttpStatusCode.OK);

        first.Says("No attendance was taken in this meeting yet.");
        chosen.Says("The lesson has not begun.").Says("Tue 3 Mar 2099, 08:30").Says("Wed 4 Mar 2099, 08:30");
        Assert.Contains($"""<option value="{second}" selected""", chosen.Body, StringComparison.Ordinal);
        Assert.Empty(chosen.Decisions());
    }

    [PostgresFact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in_and_then_back()
    {
        var lesson = await MarkedLesson.Make(await shared.App);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var visitor = new HttpClient(handler) { BaseAddress = lesson.App.Address };

        var answer = (await visitor.Get(lesson.Page)).Is(HttpStatusCode.Redirect);

        Assert.Equal(
            $"?ReturnUrl={Uri.EscapeDataString(lesson.Page)}", answer.Response.Headers.Location!.Query, ignoreCase: true);
        Assert.Equal(JsonValueKind.Undefined, answer.Json.ValueKind);
    }
}
