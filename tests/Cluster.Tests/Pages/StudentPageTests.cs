using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>A student's own attendance, and the way to it.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class StudentPageTests(SharedAppFixture shared)
{
    static readonly DateTimeOffset First = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Attendance_leads_everybody_to_where_theirs_is()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var childless = await School.AddUser(app, "parent", "Paul Parent");

        Assert.Equal($"/students/{school.Students[1]}", await Goes(school.Students[1]));
        Assert.Equal($"/students/{school.Students[0]}", await Goes(school.Parent));
        Assert.Equal("/classes", await Goes(school.Teacher));
        (await app.As(childless).Get("/attendance")).Is(HttpStatusCode.OK).Says("No child is linked to you yet.");

        await app.Admin.Put($"/api/users/{school.Parent}/children/{school.Students[2]}");
        var choice = (await app.As(school.Parent).Get("/attendance")).Is(HttpStatusCode.OK);
        choice.Says("Student 00").Says("Student 02").DoesNotSay("Student 01");
        Assert.Contains($"/students/{school.Students[2]}", choice.Links());

        async Task<string> Goes(Guid user) => (await app.As(user).Get("/attendance")).Is(HttpStatusCode.Redirect)
            .Response.Headers.Location!.OriginalString;
    }

    [PostgresFact]
    public async Task The_lessons_stand_with_their_marks_and_a_summary_in_words()
    {
        var (app, school) = await TwoLessons();

        foreach (var user in new[] { school.Parent, school.Students[0], school.Teacher, AppProcess.AdminId })
        {
            var page = (await app.As(user).Get($"/students/{school.Students[0]}")).Is(HttpStatusCode.OK);

            page.Says("Attendance of Student 00").Says("Present in 1 of 2 lessons (50 %).").Says("✓ present 1").Says("✗ absent 1")
                .DoesNotSay("Student 01");
            Assert.StartsWith("Mon 2 Mar 2026, 08:30 Mathematics , 7 Rizal ✓ present 0:16:40", page.Row("Mon 2 Mar"), StringComparison.Ordinal);
            Assert.Contains("Nobody who could be recognised", page.Row("Tue 3 Mar"), StringComparison.Ordinal);
            Assert.True(page.Text().IndexOf("Tue 3 Mar", StringComparison.Ordinal)
                < page.Text().IndexOf("Mon 2 Mar", StringComparison.Ordinal), "The latest comes first.");
        }
    }

    [PostgresFact]
    public async Task Nobody_else_finds_the_page()
    {
        var (app, school) = await TwoLessons();

        foreach (var user in new[] { school.OtherTeacher, school.Students[1], school.Stranger })
            (await app.As(user).Get($"/students/{school.Students[0]}")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Get($"/students/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Get($"/students/{school.Teacher}")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task Days_and_class_narrow_it_down()
    {
        var (app, school) = await TwoLessons();
        var (parent, path) = (app.As(school.Parent), $"/students/{school.Students[0]}");

        (await parent.Get($"{path}?from=2026-03-03&to=&classId=")).Is(HttpStatusCode.OK)
            .Says("Present in 0 of 1 lesson (0 %).").DoesNotSay("Mon 2 Mar").Says("Show all");
        (await parent.Get($"{path}?to=2026-03-02")).DoesNotSay("Tue 3 Mar").Says("Mon 2 Mar");
        (await parent.Get($"{path}?classId={school.Class}")).Says("Mon 2 Mar").Says("Tue 3 Mar");
        (await parent.Get($"{path}?classId={Guid.NewGuid()}")).Says("There is no lesson with a mark in this choice.");
    }

    [PostgresFact]
    public async Task Pages_follow_each_other_from_the_latest_lesson_to_the_first()
    {
        var (app, school) = await TwoLessons();
        var path = $"/students/{school.Students[0]}?from=2026-03-01&limit=1";

        var first = (await app.As(school.Parent).Get(path)).Is(HttpStatusCode.OK);
        first.Says("Tue 3 Mar").DoesNotSay("Mon 2 Mar").Says("Present in 1 of 2 lessons");
        var next = Assert.Single(first.Links(), link => link.Contains("after=", StringComparison.Ordinal));
        Assert.Contains("from=2026-03-01", next, StringComparison.Ordinal);
        var last = (await app.As(school.Parent).Get($"{next}&limit=1")).Is(HttpStatusCode.OK);

        last.Says("Mon 2 Mar").DoesNotSay("Tue 3 Mar").Says("Present in 1 of 2 lessons");
        Assert.DoesNotContain(last.Links(), link => link.Contains("after=", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task What_waits_or_is_excused_hurts_no_rate_and_that_is_said()
    {
        var (app, school) = await TwoLessons();
        var second = (await app.Admin.Get($"/api/students/{school.Students[0]}/attendance")).Items[1];
        var meeting = second.GetProperty("meetingId").GetGuid();
        (await app.As(school.Teacher).Put($"/api/zoom/meetings/{meeting}/attendance/{school.Students[0]}/override",
            new { occurrenceId = second.GetProperty("occurrenceId").GetString(), status = "excused", reason = "<b>Ill</b>" }))
            .Is(HttpStatusCode.NoContent);
        await school.AddMeeting(("startTime", "2026-03-04T00:30:00Z"), ("title", "<b>Unheard</b>"));

        var page = await Eventually.Get(
            app.As(school.Parent), $"/students/{school.Students[0]}", answer => answer.Text().Contains("? undecided 1", StringComparison.Ordinal));

        page.Says("Present in 1 of 1 lesson (100 %). Excused and undecided lessons do not count.");
        Assert.Contains("○ excused by hand", page.Row("Tue 3 Mar"), StringComparison.Ordinal);
        Assert.Contains("by Tess Teacher", page.Row("Tue 3 Mar"), StringComparison.Ordinal);
        foreach (var markup in new[] { "<b>Ill", "<b>Unheard" })
            Assert.DoesNotContain(markup, page.Body, StringComparison.Ordinal);
    }

    /// <summary>On 2 March the first student was there, on the 3rd another.</summary>
    async Task<(AppProcess App, School School)> TwoLessons()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.Hold(app, First, school.Students[0]);
        await school.Hold(app, First.AddDays(1), school.Students[1]);
        return (app, school);
    }
}
