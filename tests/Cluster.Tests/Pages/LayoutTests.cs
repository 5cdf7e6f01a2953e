using System.Net;
using System.Text.RegularExpressions;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>What all pages have in common.</summary>
[Collection(PagesApp.Name)]
public sealed partial class LayoutTests(PagesFixture shared)
{
    [PostgresFact]
    public async Task The_header_leads_each_role_to_its_places()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        string[] teachers = ["Today", "Meetings", "Classes", "Calendar"];
        string[] others = ["Today", "Attendance", "Calendar"];

        Assert.Equal([.. teachers, "Admin"], await Places(AppProcess.AdminId));
        Assert.Equal(teachers, await Places(school.Teacher));
        Assert.Equal(others, await Places(school.Students[0]));
        Assert.Equal(others, await Places(school.Parent));

        async Task<IEnumerable<string>> Places(Guid person) =>
            Place().Matches(await app.As(person).Page("/")).Select(place => place.Groups[1].Value);
    }

    [PostgresFact]
    public async Task The_header_says_where_one_is()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        var teacher = app.As(school.Teacher);

        (await teacher.Page("/")).Says("<a href=\"/\" aria-current=\"page\">Today</a>");
        (await teacher.Page("/calendar")).Says("<a href=\"/calendar\" aria-current=\"page\">Calendar</a>");
        (await teacher.Page("/teacher/meetings?status=ended")).Says("<a href=\"/teacher/meetings\" aria-current=\"page\">Meetings</a>");
        // The page of one of them is a part of the place.
        (await teacher.Page($"/teacher/meetings/{meeting.Id}"))
            .Says("<a href=\"/teacher/meetings\" aria-current=\"true\">Meetings</a>");
    }

    [PostgresFact]
    public async Task Names_are_text_that_runs_nothing_and_turns_nothing_round()
    {
        const string hostile = "</title><script>alert(1)</script>\" onload=\"x\u202Etxet";
        var app = await shared.App;
        var school = await School.Make(app);
        (await app.Admin.Patch($"/api/users/{school.Teacher}", new { name = hostile })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/users/{school.Students[0]}", new { name = hostile })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/classes/{school.Class}", new { name = hostile })).Is(HttpStatusCode.OK);
        var running = await school.Run(app, hostile);
        var held = await school.Hold(app, hostile);
        (await app.Admin.Patch(running.Path, new { description = hostile })).Is(HttpStatusCode.OK);

        foreach (var person in new[] { AppProcess.AdminId, school.Teacher, school.Students[0], school.Parent })
        foreach (var path in new[]
        {
            "/", "/teacher/meetings", $"/teacher/meetings/{running.Id}", $"/teacher/meetings/{held.Id}", "/calendar",
            $"/join/{running.Id}",
        })
        {
            var answer = await app.As(person).Open(path);
            var body = answer.Body;
            body.SaysNot("<script>", "\" onload", "\u202E");
            Assert.True(answer.Status == HttpStatusCode.Redirect || Hostile().IsMatch(body), $"{path} names nobody.");
            Assert.All(Hostile().Matches(body), match => Assert.True(
                Isolated().IsMatch(body[..match.Index]), $"{path}: {body[Math.Max(0, match.Index - 80)..match.Index]}"));
        }
    }

    /// <summary>What a screen reader and a narrow screen need of every page; the browser's tests look closer.</summary>
    [PostgresFact]
    public async Task Headings_are_in_order_and_tables_have_captions()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var running = await school.Run(app, "Algebra");
        await school.Hold(app, "History");
        await school.Plan(LessonsOfToday.Midnight.AddDays(-2), "Unheard");

        foreach (var person in new[] { AppProcess.AdminId, school.Teacher, school.Students[0], school.Parent })
        foreach (var path in new[] { "/", "/teacher/meetings", $"/teacher/meetings/{running.Id}", "/calendar", "/nowhere", "/signin" })
        {
            var body = (await app.As(person).Open(path)).Body;
            var levels = Heading().Matches(body).Select(level => level.Groups[1].Value[0] - '0').ToList();
            Assert.True(levels[0] == 1 && levels.Count(level => level == 1) == 1, path);
            Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"{path}: {pair}"));
            Assert.Equal(Table().Count(body), Caption().Count(body));
            Assert.Matches("<title>[^<]+ · ZoomOrleans</title>", WebUtility.HtmlDecode(body));
        }
    }

    /// <summary>Nobody reads with the style or script of an older program; and a mark has one sign everywhere.</summary>
    [PostgresFact]
    public async Task The_style_is_asked_for_anew_and_has_the_signs_of_the_marks()
    {
        var style = (await (await shared.App).Anonymous.Get("/school.css")).Is(HttpStatusCode.OK);

        Assert.True(style.Response.Headers.CacheControl?.NoCache);
        Assert.All(MarkWord.All, mark => Assert.Contains(
            $".roll .{mark.Word}::before {{ content: \"{mark.Sign} \";", style.Body, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Whom_to_ask_stands_below_every_page_where_the_school_has_said_it()
    {
        const string contact = "Ms. Reyes, room 4 <0917 000 0000>";
        await using var app = await AppProcess.Start(("School__Contact", contact));
        var school = await School.Make(app);

        foreach (var (reader, path, status) in new[]
        {
            (app.Anonymous, "/signin", HttpStatusCode.OK), (app.As(school.Parent), "/", HttpStatusCode.OK),
            (app.As(school.Parent), "/nowhere", HttpStatusCode.NotFound),
        })
            (await reader.Page(path, status)).Says($"Whom to ask: <bdi>{contact}</bdi></footer>");
        (await (await shared.App).Anonymous.Page("/signin")).SaysNot("<footer");
    }

    [GeneratedRegex("""<a href="[^"]+"(?: aria-current="\w+")?>(\w+)</a>(?=.*</nav>)""", RegexOptions.Singleline)]
    private static partial Regex Place();

    /// <summary>As the encoder writes its first letters.</summary>
    [GeneratedRegex("&lt;/title&gt;&lt;script")]
    private static partial Regex Hostile();

    /// <summary>The last thing that was opened keeps what follows from turning anything else round.</summary>
    [GeneratedRegex("""<(bdi|title|option [^>]*|p class="text" dir="auto")>(Join )?$""")]
    private static partial Regex Isolated();

    [GeneratedRegex("<h([1-6])")]
    private static partial Regex Heading();

    [GeneratedRegex("<table")]
    private static partial Regex Table();

    [GeneratedRegex("<caption")]
    private static partial Regex Caption();
}
