using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>Whatever goes wrong, a browser shows a page that says what to do.</summary>
[Collection(PagesApp.Name)]
public sealed class ProblemPageTests(PagesFixture shared)
{
    [PostgresTheory]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/teacher/meetings/7", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/teacher/meetings?after=nonsense", HttpStatusCode.BadRequest, "'after' is no cursor of this list")]
    [InlineData("/teacher/meetings?archived=perhaps", HttpStatusCode.BadRequest, "'archived' cannot be read")]
    [InlineData("/signout", HttpStatusCode.MethodNotAllowed, "This address is not a page")]
    public async Task It_is_a_page_in_the_look_of_the_others(string path, HttpStatusCode status, string text)
    {
        var app = await shared.App;

        var page = await app.Admin.Page(path, status);

        page.Says(text, "<bdi>Ada Admin</bdi>", "<nav aria-label=\"Main\">", "href=\"/\"", "<code>00-");
    }

    /// <summary>Also of what was thrown, which empties the answer that was begun.</summary>
    [PostgresTheory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/teacher/meetings?archived=perhaps", HttpStatusCode.BadRequest)]
    [InlineData("/api/users?limit=many", HttpStatusCode.BadRequest)]
    public async Task Every_answer_tells_browsers_what_not_to_do_with_it(string path, HttpStatusCode status)
    {
        var app = await shared.App;

        IsGuarded((await app.Admin.Open(path)).Is(status));
    }

    static void IsGuarded(Answer answer)
    {
        var headers = answer.Response.Headers;
        Assert.Contains("frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(["nosniff"], headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["same-origin"], headers.GetValues("Referrer-Policy"));
    }

    [PostgresTheory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("application/problem+json, text/html;q=0")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Whoever_does_not_ask_for_HTML_gets_a_problem_as_before(string? accepted)
    {
        var app = await shared.App;

        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        if (accepted is not null)
            request.Headers.TryAddWithoutValidation("Accept", accepted);
        using var answer = await app.Admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("<html", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("/api/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/api/users?limit=many", HttpStatusCode.BadRequest)]
    public async Task The_API_answers_programs_also_where_a_browser_asks(string path, HttpStatusCode status)
    {
        var app = await shared.App;

        var answer = (await app.Admin.Open(path)).Is(status);

        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(answer.Text("traceId")!);
    }

    [PostgresFact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in_and_told_nothing_else()
    {
        var app = await shared.App;

        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var visitor = new HttpClient(handler) { BaseAddress = app.Address };

        foreach (var path in new[] { "/nowhere", "/calendar" })
            Assert.Equal("/signin", (await visitor.Open(path)).Is(HttpStatusCode.Redirect).Response.Headers.Location?.AbsolutePath);
        // Nobody knows this address, and nobody needs to sign in to hear that.
        (await visitor.Page("/calendar/nonsense.ics", HttpStatusCode.NotFound)).SaysNot("<nav aria-label=\"Main\">");
    }

    [PostgresFact]
    public async Task A_token_that_is_none_of_ours_is_told_so_on_a_page()
    {
        var app = await shared.App;

        var answer = await app.Anonymous.Send(
            HttpMethod.Get, "/", null, ("Accept", PageReading.Accepted), ("Authorization", "Bearer nonsense"));

        answer.Is(HttpStatusCode.Unauthorized).Body.Says("Sign in first");
    }

    /// <summary>No request brings this about; a row that the program cannot read does.</summary>
    [PostgresFact]
    public async Task A_failure_of_the_program_is_told_without_its_details()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("meetingType", "recurring"));
        Task Recur(string how) => Statements.Run(
            app.Database.AdminConnectionString, $"UPDATE zoom_meetings SET recurrence = {how} WHERE id = '{meeting.Id}'");
        await Recur("""'{"type": "hourly"}'""");
        try
        {
            var page = await app.As(school.Teacher).Page($"/teacher/meetings/{meeting.Id}", HttpStatusCode.InternalServerError);

            page.Says("Something went wrong", $"href=\"/teacher/meetings/{meeting.Id}\">Try again", "<code>00-");
            page.SaysNot("Exception", "hourly", "ZoomOrleans.");
            IsGuarded(await app.As(school.Teacher).Open($"/teacher/meetings/{meeting.Id}"));
        }
        finally
        {
            await Recur("NULL");
        }
    }
}
