using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>The pages, asked by everybody as the routes are.</summary>
[Collection(AccessSweep.Name)]
public sealed class PageTests(AccessFixture shared)
{
    const string MeetingPage = "/teacher/meetings/{id}";
    const string LivePage = "/teacher/meetings/{id}/participants";

    const string StartPage = "/teacher/meetings/{id}/start";
    const string JoinPage = "/join/{id}";

    internal static readonly string[] Paths =
        ["/", "/teacher/meetings", MeetingPage, StartPage, LivePage, JoinPage, "/calendar"];

    /// <summary>Where pages send their forms.</summary>
    internal static readonly string[] Forms = [JoinPage, "/calendar", "/calendar/end"];

    [PostgresFact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in()
    {
        var world = await shared.World;
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var visitor = new HttpClient(handler) { BaseAddress = world.App.Anonymous.BaseAddress };
        var asked = Paths.Select(page => (HttpMethod.Get, page)).Concat(Forms.Select(form => (HttpMethod.Post, form)))
            .Concat(PageTable.Pages.Select(page => (page.Method, page.Path)));
        foreach (var (method, page) in asked)
        {
            using var request = new HttpRequestMessage(method, Of(world.Held, page));
            using var answer = await visitor.SendAsync(request);

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/signin", answer.Headers.Location?.AbsolutePath);
            Assert.Empty(await answer.Content.ReadAsStringAsync());
        }
    }

    [PostgresFact]
    public async Task The_page_of_a_meeting_is_there_for_whoever_sees_the_meeting()
    {
        var world = await shared.World;
        var row = RouteTable.Routes.Single(route => route.Name == "GET /api/zoom/meetings/{id}");
        foreach (var person in Enum.GetValues<Person>())
        foreach (var page in new[] { MeetingPage, LivePage })
        {
            var answer = await world.As(person).Get(Of(world.Held, page));
            Assert.True(row.Allows(person, answer.Status), $"{person} is answered {answer.Status}.");
            (await world.As(person).Get(Of(world.Live, page))).Is(HttpStatusCode.OK);
        }
    }

    [PostgresFact]
    public async Task Every_page_and_form_answers_everybody_as_the_table_says()
    {
        var calls = await shared.Pages;

        Assert.All(calls, call => Assert.True(
            call.Route.Allows(call.Person, call.Answer.Status), $"{call}; the table says {call.Route.For(call.Person)}"));
    }

    [PostgresFact]
    public async Task Where_there_is_no_meeting_there_is_no_page()
    {
        var world = await shared.World;
        foreach (var person in Enum.GetValues<Person>())
        foreach (var page in Paths.Where(page => page.Contains("{id}", StringComparison.Ordinal)))
        foreach (var id in new[] { $"{Guid.NewGuid()}", "not-an-id" })
            (await world.As(person).Get(page.Replace("{id}", id, StringComparison.Ordinal))).Is(HttpStatusCode.NotFound);
    }

    /// <summary>What leads on to Zoom is a redirect where the API answers with the link.</summary>
    [PostgresTheory]
    [InlineData("GET", StartPage, "GET /api/zoom/meetings/{id}/start")]
    [InlineData("GET", JoinPage, "GET /api/zoom/meetings/{id}/join")]
    [InlineData("POST", JoinPage, "POST /api/zoom/meetings/{id}/registrants")]
    public async Task A_page_lets_in_whom_the_API_lets_in(string method, string page, string route)
    {
        var world = await shared.World;
        var row = RouteTable.Routes.Single(one => one.Name == route);
        foreach (var person in Enum.GetValues<Person>())
        {
            var answer = await world.As(person).Send(HttpMethod.Parse(method), Of(world.Held, page), null);
            var status = answer.Status == HttpStatusCode.Redirect ? HttpStatusCode.OK : answer.Status;
            Assert.True(row.Allows(person, status), $"{person} is answered {answer.Status}.");
        }
    }

    [PostgresFact]
    public async Task The_list_of_meetings_names_those_that_one_sees_and_the_day_those_that_run()
    {
        var world = await shared.World;
        foreach (var person in Enum.GetValues<Person>())
        {
            var text = (await world.As(person).Get("/teacher/meetings")).Is(HttpStatusCode.OK).Body;
            Assert.Contains($"{world.Live.Id}", text, StringComparison.Ordinal);
            var isShown = text.Contains($"{world.Held.Id}", StringComparison.Ordinal);
            var isSeen = person is not (Person.OtherTeacher or Person.Stranger or Person.OtherParent);
            Assert.True(isShown == isSeen, $"{person}: {isShown}");

            var today = (await world.As(person).Get("/")).Is(HttpStatusCode.OK).Body;
            Assert.Contains($"{world.Live.Id}", today, StringComparison.Ordinal);
            Assert.DoesNotContain($"{world.Held.Id}", today, StringComparison.Ordinal);
        }
    }

    internal static string Of(Meeting meeting, string page) =>
        page.Replace("{id}", $"{meeting.Id}", StringComparison.Ordinal);
}
