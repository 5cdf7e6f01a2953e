using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>The list of classes, and a class's lessons by its students.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class ClassPageTests(SharedAppFixture shared)
{
    static readonly DateTimeOffset First = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    const string March = "from=2026-03-01&to=2026-03-31";

    [PostgresFact]
    public async Task One_finds_the_classes_that_one_teaches_and_an_admin_all_of_them()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var other = (await app.Admin.Post("/api/classes", new { name = "8 Mabini", teacherId = school.OtherTeacher })).Id;
        await app.Admin.Delete($"/api/classes/{school.Class}/students/{school.Students[2]}");

        var taught = (await app.As(school.Teacher).Get("/classes")).Is(HttpStatusCode.OK);

        Assert.Contains($"/classes/{school.Class}", taught.Links());
        Assert.DoesNotContain($"/classes/{other}", taught.Links());
        Assert.Equal("7 Rizal 2", taught.Row("7 Rizal"));
        var all = await EveryPage(app.Admin, "/classes");
        Assert.Contains(all, page => page.Links().Contains($"/classes/{school.Class}"));
        Assert.Contains(all, page => page.Links().Contains($"/classes/{other}"));
        (await app.As(school.Students[0]).Get("/classes")).Is(HttpStatusCode.OK).Says("You teach no class.").DoesNotSay("7 Rizal");
    }

    [PostgresFact]
    public async Task Students_by_lessons_stand_with_their_marks_and_rates()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var first = await school.Hold(app, First, school.Students[0], school.Students[1]);
        await school.Hold(app, First.AddDays(1), school.Students[0]);
        await school.AddMeeting(("startTime", "2026-03-31T00:30:00Z"), ("title", "Void"));

        var page = (await app.As(school.Teacher).Get($"/classes/{school.Class}?{March}")).Is(HttpStatusCode.OK);

        page.Says("Attendance: 7 Rizal").Says("March 2026").Says("3 students, 3 lessons.");
        Assert.Equal("Student 00 100 % ✓ ✓ ?", page.Row("Student 00"));
        Assert.Equal("Student 01 50 % ✓ ✗ ?", page.Row("Student 01"));
        Assert.Equal("Student 02 0 % ✗ ✗ ?", page.Row("Student 02"));
        Assert.Equal("All 50 % 66 % 33 % –", page.Row("All"));
        Assert.Contains("Mon 2 Mar 08:30", page.Row("Student Rate"), StringComparison.Ordinal);
        var occurrence = (await app.Admin.Get($"{first.Path}/attendance")).Text("occurrenceId");
        Assert.Contains(
            $"/teacher/meetings/{first.Id}/attendance?occurrenceId={occurrence}#s-{school.Students[1]:N}", page.Links());
        Assert.Contains($"/students/{school.Students[1]}?{March}&classId={school.Class}", page.Links());
        Assert.Contains("aria-label=\"absent\"", page.Body, StringComparison.Ordinal);
        foreach (var file in new[] { $"attendance?{March}&format=csv", $"attendance?{March}&format=xlsx", "sf2?month=2026-03" })
            Assert.Contains($"/api/classes/{school.Class}/{file}", page.Links());
        Assert.Contains(
            """<div class="matrix" role="region" aria-labelledby="matrix-caption" tabindex="0">""", page.Body, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Who_has_no_mark_in_a_lesson_has_a_dash_there_and_counts_in_no_rate()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.Hold(app, First, school.Students[0]);
        (await app.Admin.Put($"/api/classes/{school.Class}/students/{school.Stranger}", new { from = "2026-03-20" }))
            .Is(HttpStatusCode.OK);

        var page = await app.As(school.Teacher).Get($"/classes/{school.Class}?{March}");

        Assert.Equal("Stan Stranger – – no mark", page.Row("Stan Stranger"));
    }

    [PostgresFact]
    public async Task Without_days_it_is_the_current_month_and_its_neighbours_are_a_step_away()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Asia/Manila"));
        var month = new DateOnly(today.Year, today.Month, 1);

        var page = (await app.As(school.Teacher).Get($"/classes/{school.Class}")).Is(HttpStatusCode.OK);

        page.Says(month.ToString("MMMM yyyy", CultureInfo.InvariantCulture)).Says("The class has no lesson in these days.");
        Assert.Contains($"/classes/{school.Class}?{Days(month.AddMonths(-1))}", page.Links());
        Assert.Contains($"/classes/{school.Class}?{Days(month.AddMonths(1))}", page.Links());
    }

    [PostgresTheory]
    [InlineData("from=2026-03-31&to=2026-03-01", "March 2026")]
    [InlineData("from=2026-03-15&to=", "Sun 15 Mar 2026 to Tue 31 Mar 2026")]
    [InlineData("to=2026-03-15", "Sun 1 Mar 2026 to Sun 15 Mar 2026")]
    [InlineData("from=2026-03-01T23:00:00Z&to=2026-03-02", "Mon 2 Mar 2026 to Mon 2 Mar 2026")]
    public async Task Days_may_be_given_the_wrong_way_round_or_left_out(string days, string heading)
    {
        var app = await shared.App;
        var school = await School.Make(app);

        (await app.As(school.Teacher).Get($"/classes/{school.Class}?{days}")).Is(HttpStatusCode.OK).Says(heading);
    }

    [PostgresFact]
    public async Task A_class_is_for_its_teacher_and_admins()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.Hold(app, First, school.Students[0]);

        foreach (var user in new[] { school.Students[0], school.Parent })
            (await app.As(user).Get($"/classes/{school.Class}?{March}")).Is(HttpStatusCode.Forbidden).DoesNotSay("Student 01");
        foreach (var user in new[] { school.OtherTeacher, school.Stranger })
            (await app.As(user).Get($"/classes/{school.Class}?{March}")).Is(HttpStatusCode.NotFound).DoesNotSay("Student 01");
        (await app.Admin.Get($"/classes/{school.Class}?{March}")).Is(HttpStatusCode.OK).Says("Student 01");
        (await app.Admin.Get($"/classes/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task A_name_is_text_whatever_is_in_it()
    {
        const string Name = "<img src=x onerror=alert(1)> \u202e";
        var app = await shared.App;
        var school = await School.Make(app);
        (await app.Admin.Patch($"/api/users/{school.Students[0]}", new { name = Name })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/classes/{school.Class}", new { name = Name })).Is(HttpStatusCode.OK);
        await school.AddMeeting(("startTime", "2026-03-02T00:30:00Z"), ("title", "\" onmouseover=\"alert(1)"));
        await Eventually.Get(app.Admin, $"/api/classes/{school.Class}/attendance", answer => answer["occurrences"].GetArrayLength() == 1);

        foreach (var path in new[] { "/classes", $"/classes/{school.Class}?{March}" })
        {
            var page = (await app.As(school.Teacher).Get(path)).Is(HttpStatusCode.OK);
            Assert.DoesNotContain("<img", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("\" onmouseover", page.Body, StringComparison.Ordinal);
            Assert.Contains($"<bdi>{Name}</bdi>", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        }
    }

    static string Days(DateOnly month) =>
        $"from={month:yyyy-MM-dd}&to={month.AddMonths(1).AddDays(-1):yyyy-MM-dd}";

    static async Task<List<Answer>> EveryPage(HttpClient client, string path)
    {
        var pages = new List<Answer>();
        for (string? next = path; next is not null;)
        {
            pages.Add((await client.Get(next)).Is(HttpStatusCode.OK));
            next = pages[^1].Links().FirstOrDefault(link => link.Contains("after=", StringComparison.Ordinal));
        }
        return pages;
    }
}
