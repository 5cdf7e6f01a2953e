using System.Net;
using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Calendar;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

[Collection(PagesApp.Name)]
public sealed partial class CalendarPageTests(PagesFixture shared)
{
    const string Path = "/calendar";

    [PostgresFact]
    public async Task The_lessons_to_come_stand_there_by_time_for_those_who_see_them()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var midnight = LessonsOfToday.Midnight;
        await school.Plan(midnight.AddDays(2), "Physics");
        var today = await school.Plan(LessonsOfToday.InHours(2), "Filipino");
        await school.Hold(app, "History");
        var cancelled = await school.Plan(midnight.AddDays(1), "Algebra");
        (await app.Admin.Delete(cancelled.Path)).Is(HttpStatusCode.NoContent);

        var student = await app.As(school.Students[0]).Page(Path);
        var parent = await app.As(school.Parent).Page(Path);

        student.SaysInOrder("<caption>", "Filipino", $"/join/{today.Id}", "Algebra", "✗ cancelled", "Physics");
        student.SaysNot("History", $"/join/{cancelled.Id}");
        parent.Says("Filipino", "Physics");
        parent.SaysNot("/join/");
        (await app.As(school.Stranger).Page(Path)).Says("No lesson is planned.");
    }

    [PostgresFact]
    public async Task The_address_is_made_shown_once_made_anew_and_ended()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.Plan(LessonsOfToday.Midnight.AddDays(2), "Physics");
        var student = app.As(school.Students[0]);
        (await student.Page(Path)).Says("Make my address");

        (await student.Press(Path)).Is(HttpStatusCode.Redirect);
        var made = (await student.Open(Path)).Is(HttpStatusCode.OK);
        var feed = Address(made);
        Assert.True(made.Response.Headers.CacheControl?.NoStore);
        Assert.Contains((await app.Calendar(feed)).Events, one => one.Summary == "📹 Physics");
        var again = await student.Page(Path);
        again.Says("You have had an address since", "Make a new address", "End the address");
        again.SaysNot(feed.AbsolutePath);
        (await app.Anonymous.Get(feed.PathAndQuery)).Is(HttpStatusCode.OK);

        (await student.Press(Path)).Is(HttpStatusCode.Redirect);
        var renewed = Address(await student.Open(Path));
        (await app.Anonymous.Get(feed.PathAndQuery)).Is(HttpStatusCode.NotFound);
        (await app.Anonymous.Get(renewed.PathAndQuery)).Is(HttpStatusCode.OK);

        var ended = (await student.Press($"{Path}/end")).Is(HttpStatusCode.Redirect);
        Assert.Equal(Path, ended.Response.Headers.Location?.OriginalString);
        (await app.Anonymous.Get(renewed.PathAndQuery)).Is(HttpStatusCode.NotFound);
        (await student.Page(Path)).Says("Make my address");
    }

    [PostgresFact]
    public async Task Many_lessons_come_in_pages()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.Plan(
            LessonsOfToday.Midnight.AddDays(1), "Filipino", ("meetingType", "recurring"),
            ("recurrence", new { type = "daily", interval = 1, count = 60 }));
        var student = app.As(school.Students[0]);
        await Eventually.Get(student, "/api/calendar/events?limit=200", answer => answer.Items.Count == 60);

        var first = await student.Page(Path);
        var second = await student.Page(Next().Match(first).Groups[1].Value);

        Assert.Equal((50, 10), (Lesson().Count(first), Lesson().Count(second)));
        await student.Page($"{Path}?after=nonsense", HttpStatusCode.BadRequest);
    }

    static Uri Address(Answer made) => new(AddressField().Match(made.Body).Groups[1].Value);

    [GeneratedRegex("""id="address" readonly value="([^"]+)""")]
    private static partial Regex AddressField();

    [GeneratedRegex("""<th role="rowheader" scope="row">""")]
    private static partial Regex Lesson();

    [GeneratedRegex("""rel="next" href="([^"]+)""")]
    private static partial Regex Next();
}
