using System.Net;
using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

[Collection(PagesApp.Name)]
public sealed partial class MeetingListTests(PagesFixture shared)
{
    const string Path = "/teacher/meetings";

    [PostgresFact]
    public async Task It_names_each_meeting_with_its_class_its_next_lesson_and_where_it_stands()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var next = await school.Plan(LessonsOfToday.Midnight.AddDays(1).AddHours(8), "Filipino");
        await school.Hold(app, "History");

        var page = await app.As(school.Teacher).Page(Path);

        // The latest first.
        page.SaysInOrder("<caption>", $"{Path}/{next.Id}", "Filipino", $"/classes/{school.Class}", "7 Rizal", "next ", "08:00",
            "planned", "History", "last ", "✓ over");
        page.SaysNot("◐ held");
    }

    [PostgresFact]
    public async Task It_is_narrowed_by_status_class_time_and_archive()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var other = await app.Admin.Post("/api/classes", new { name = "8 Mabini", teacherId = school.Teacher });
        var midnight = LessonsOfToday.Midnight;
        await school.Plan(midnight.AddDays(1), "Physics");
        await school.Plan(midnight.AddDays(3), "Filipino", ("classId", other.Id));
        await school.Hold(app, "History");
        await school.Plan(midnight.AddDays(2), "Laid aside");
        await Statements.Run(app.Database.AdminConnectionString, $"""
            UPDATE zoom_meetings SET archived_at = now() WHERE title = 'Laid aside' AND class_id = '{school.Class}'
            """);
        var (first, last) = ($"{midnight.AddDays(1):yyyy-MM-dd}", $"{midnight.AddDays(2):yyyy-MM-dd}");

        await Shows("?status=ended", "History");
        await Shows($"?classId={other.Id}", "Filipino");
        await Shows($"?from={first}&to={last}", "Physics");
        await Shows($"?from={last}", "Filipino");
        await Shows("?archived=true", "Laid aside");
        // As the form sends what nobody has filled in.
        await Shows("?status=&classId=&from=&to=", "Filipino", "Physics", "History");
        (await app.As(school.Teacher).Page($"{Path}?status=cancelled")).Says("No meeting is like this.", "Show all");

        async Task Shows(string query, params string[] titles)
        {
            var page = await app.As(school.Teacher).Page(Path + query);
            Assert.Equal(titles, Title().Matches(page).Select(title => title.Groups[1].Value));
        }
    }

    [PostgresFact]
    public async Task The_form_shows_what_was_asked_for()
    {
        var app = await shared.App;
        var school = await School.Make(app);

        var page = await app.As(school.Teacher).Page(
            $"{Path}?status=ended&classId={school.Class}&from=2026-03-01&to=2026-03-31&archived=true");

        page.Says(
            "<option value=\"ended\" selected", $"<option value=\"{school.Class}\" selected", "name=\"from\" value=\"2026-03-01\"",
            "name=\"to\" value=\"2026-03-31\"", "name=\"archived\" value=\"true\" checked");
    }

    [PostgresTheory]
    [InlineData("status=boss", "status", "Choose one of the list.")]
    [InlineData("classId=7", "classId", "Choose one of the list.")]
    [InlineData("from=yesterday", "from", "Enter a date such as")]
    [InlineData("to=2026-02-30", "to", "Enter a date such as")]
    [InlineData("from=2026-03-02&to=2026-03-01", "to", "The last day must not be earlier")]
    public async Task What_cannot_be_read_is_said_at_its_field(string query, string field, string error)
    {
        var app = await shared.App;

        var page = await app.Admin.Page($"{Path}?{query}", HttpStatusCode.BadRequest);

        page.Says($"aria-describedby=\"{field}-error\"", $"id=\"{field}-error\">{error}");
    }

    [PostgresFact]
    public async Task It_comes_in_pages_of_fifty()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await Statements.Run(app.Database.AdminConnectionString, $"""
            INSERT INTO zoom_meetings (zoom_meeting_id, host_id, title, start_time, class_id)
            SELECT 70000000000 + i, '{school.Teacher}', 'Lesson ' || i, timestamptz '2026-03-02' + i / 2 * interval '1 day',
                '{school.Class}'
            FROM generate_series(1, 60) i
            """);
        var teacher = app.As(school.Teacher);
        var query = $"?classId={school.Class}&status=scheduled";

        var first = await teacher.Page(Path + query);
        var next = Next().Match(first).Groups[1].Value;
        var second = await teacher.Page(next);

        var titles = Title().Matches(first).Concat(Title().Matches(second)).Select(title => title.Groups[1].Value).ToList();
        Assert.Equal(50, Title().Count(first));
        Assert.Equal(60, titles.Distinct().Count());
        Assert.Contains($"classId={school.Class}", next, StringComparison.Ordinal);
        Assert.Contains("status=scheduled", next, StringComparison.Ordinal);
        second.SaysNot("rel=\"next\"");
        await teacher.Page($"{Path}?after=nonsense", HttpStatusCode.BadRequest);
    }

    [GeneratedRegex("""<th role="rowheader" scope="row"><a [^>]+><bdi>([^<]+)</bdi>""")]
    private static partial Regex Title();

    [GeneratedRegex("""rel="next" href="([^"]+)""")]
    private static partial Regex Next();
}
