using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Pages;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>The pages of a check-in, as they are without any script.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class CheckInPageTests(SharedAppFixture shared)
{
    const string OwnPage = "/check-in";

    [PostgresFact]
    public async Task A_teacher_opens_one_on_the_classs_page_shows_it_and_closes_it()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var teacher = app.As(school.Teacher);
        var address = $"/classes/{school.Class}/check-ins";
        Assert.Contains(address, (await teacher.Get($"/classes/{school.Class}")).Links());
        (await teacher.Get(address)).Is(HttpStatusCode.OK).Says("Open a check-in");

        var opened = await teacher.Fill(address);
        var page = await teacher.Followed(opened);
        var path = opened.Response.Headers.Location!.OriginalString;
        var shown = await teacher.Get($"/api{path}");

        var code = shown.Text("code")!;
        page.Says($"{code[..3]} {code[3..]}").Says("0 of 3 have checked in.").Says($"open {app.Address.Authority}/check-in");
        Assert.Equal(shown.Text("address"), QrPictures.Read(page.Body));
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript>", page.Body, StringComparison.Ordinal);
        Assert.True(page.Response.Headers.CacheControl?.NoStore);
        // Opening it once more leads to the same one.
        Assert.Equal(path, (await teacher.Fill(address)).Response.Headers.Location!.OriginalString);
        (await app.As(school.Students[1]).Enter(code)).Is(HttpStatusCode.Created);
        (await teacher.Get(path)).Says("1 of 3 have checked in.").Row("Student 01");
        var closed = await teacher.Followed(await teacher.Fill($"{path}/close"));
        closed.Says("This check-in closed at").DoesNotSay(code);
        Assert.DoesNotContain("<svg", closed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh", closed.Body, StringComparison.Ordinal);
        (await teacher.Get(address)).Says("Until now");
    }

    [PostgresFact]
    public async Task A_student_who_has_scanned_it_presses_one_button()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var student = checkIn.App.As(checkIn.School.Students[0]);

        var page = (await student.Get($"{OwnPage}?code={await checkIn.Code()}")).Is(HttpStatusCode.OK);
        page.Says("You are Student 00 ? Then press the button.");
        // Looking checks nobody in.
        Assert.Equal(0, (await checkIn.Teacher.Get(checkIn.Path))["students"].GetArrayLength());
        var done = (await student.Fill(OwnPage, ("code", await checkIn.Code()))).Is(HttpStatusCode.OK);
        done.Says("You are checked in").Says("You checked in for 7 Rizal");
        (await student.Fill(OwnPage, ("code", await checkIn.Code()))).Is(HttpStatusCode.OK).Says("You are checked in");
    }

    [PostgresFact]
    public async Task Whoever_is_not_checked_in_is_told_why_and_what_to_do()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        await checkIn.OpenedBefore("1 hour");
        var student = checkIn.App.As(checkIn.School.Students[0]);

        (await student.Fill(OwnPage, ("code", ""))).Is(HttpStatusCode.UnprocessableEntity).Says("six letters and digits");
        (await student.Fill(OwnPage, ("code", "WRONG1"))).Is(HttpStatusCode.UnprocessableEntity)
            .Says("There is no such code").Body.Says("value=\"WRONG1\"");
        var old = await checkIn.AtOneMoment(stepsAgo: 4, code => student.Fill(OwnPage, ("code", code)));
        old.Is(HttpStatusCode.Conflict).Says("replaced by a new one");
        (await checkIn.App.As(checkIn.School.Stranger).Fill(OwnPage, ("code", await checkIn.Code())))
            .Is(HttpStatusCode.Forbidden).Says("a class that you are not enrolled in");
        (await checkIn.Teacher.Get(OwnPage)).Says("Only students check in").Says("Open a check-in for a class");
        (await checkIn.App.As(checkIn.School.Parent).Get(OwnPage)).Says("Only students check in").DoesNotSay("Open a check-in");
        var last = await checkIn.Code();
        (await checkIn.Teacher.Delete(checkIn.Path)).Is(HttpStatusCode.NoContent);
        (await student.Fill(OwnPage, ("code", last))).Is(HttpStatusCode.Conflict).Says("This check-in is closed");
    }

    [PostgresFact]
    public async Task Once_the_class_no_longer_looks_on_the_teacher_sees_who_came_from_one_address_and_never_its_hash()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        foreach (var student in checkIn.School.Students)
            (await checkIn.Enter(student)).Is(HttpStatusCode.Created);

        var path = $"/classes/{checkIn.School.Class}/check-ins/{checkIn.Id}";
        (await checkIn.Teacher.Get(path)).DoesNotSay("From one address");
        var page = await checkIn.Teacher.Followed(await checkIn.Teacher.Fill($"{path}/close"));

        page.Says("From one address").Says("It is a hint, and nothing was blocked.").Says("Student 00 at ").Says(", Student 02 at ");
        var hash = (string)(await checkIn.Run($"SELECT max(ip_hash) FROM qr_checkins WHERE check_in_id = '{checkIn.Id}'"))!;
        Assert.DoesNotContain(hash, page.Body, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_lessons_marks_have_it_beside_them_and_the_teacher_acts_on_it()
    {
        var lesson = await MarkedLesson.Make(await shared.App);
        var opened = await lesson.Teacher.Post(
            $"/api/classes/{lesson.School.Class}/check-ins", new { occurrenceId = lesson.Occurrence });
        foreach (var student in new[] { lesson.Absent, lesson.Present })
            (await lesson.App.As(student).Enter(opened.Text("code")!)).Is(HttpStatusCode.Created);
        await Statements.Run(lesson.App.Database.AdminConnectionString, $"""
            UPDATE qr_checkins SET checked_in_at = '2026-03-02T00:35:12Z' WHERE check_in_id = '{opened.Id}'
            """);

        var page = await lesson.Teacher.Get(lesson.Page);

        Assert.Contains("absent 0:00:00 checked in at 08:35", page.Row("Student 00"), StringComparison.Ordinal);
        page.Says("Checked in by QR code at 08:35:12 . By itself that changes no mark.");
        // The reason lies at hand where the mark says something else.
        Assert.Single(page.Body.Split("value=\"Checked in by QR code at 08:35\"").Skip(1));
        (await lesson.Parent.Get(lesson.Page)).Says("Checked in by QR code at 08:35:12");
        Assert.DoesNotContain("checked in", (await lesson.App.As(lesson.Partial).Get(lesson.Page)).Text(), StringComparison.Ordinal);
        (await lesson.Teacher.Followed(await lesson.Teacher.Fill(
            lesson.Page, ("decision", "override"), ("student", $"{lesson.Absent}"), ("status", "present"),
            ("reason", "Checked in by QR code at 08:35")))).Says("Saved: the mark is set by hand.");
    }

    [PostgresFact]
    public async Task The_live_page_leads_there_for_who_teaches_the_class()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var host = await School.AddUser(app, "teacher", "Hanna Host");
        var meeting = await school.AddMeeting(("hostId", host));
        var page = $"/teacher/meetings/{meeting.Id}/participants";

        foreach (var (reader, isLed) in new[] { (school.Teacher, true), (AppProcess.AdminId, true), (host, false), (school.Students[0], false) })
            Assert.Equal(isLed, (await app.As(reader).Get(page)).Is(HttpStatusCode.OK).Links().Any(
                link => link.StartsWith($"/classes/{school.Class}/check-ins?occurrenceId=", StringComparison.Ordinal)));
    }
}
