using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>The pages, asked by everybody as the routes are.</summary>
[Collection(AccessSweep.Name)]
public sealed class PageTests(AccessFixture shared)
{
    const string LivePage = "/teacher/meetings/{id}/participants";

    internal static readonly string[] Paths = ["/", "/teacher/meetings", LivePage, "/join/{id}"];

    [PostgresFact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in()
    {
        var world = await shared.World;
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var visitor = new HttpClient(handler) { BaseAddress = world.App.Anonymous.BaseAddress };
        var pages = PageTable.Pages.Where(page => page.Method == HttpMethod.Get).Select(page => page.Path);
        foreach (var path in Paths.Concat(pages).Select(page => Of(world.Held, page)))
        {
            using var answer = await visitor.GetAsync(path);

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
        {
            var answer = await world.As(person).Get(Of(world.Held, LivePage));
            Assert.True(row.Allows(person, answer.Status), $"{person} is answered {answer.Status}.");
            (await world.As(person).Get(Of(world.Live, LivePage))).Is(HttpStatusCode.OK);
            (await world.As(person).Get(LivePage.Replace("{id}", $"{Guid.NewGuid()}", StringComparison.Ordinal)))
                .Is(HttpStatusCode.NotFound);
            (await world.As(person).Get(LivePage.Replace("{id}", "not-an-id", StringComparison.Ordinal)))
                .Is(HttpStatusCode.NotFound);
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
    public async Task The_list_of_meetings_names_those_that_one_sees()
    {
        var world = await shared.World;
        foreach (var person in Enum.GetValues<Person>())
        foreach (var path in new[] { "/", "/teacher/meetings" })
        {
            var answer = (await world.As(person).Get(path)).Is(HttpStatusCode.OK);
            var text = await answer.Response.Content.ReadAsStringAsync();

            Assert.Contains($"{world.Live.Id}", text, StringComparison.Ordinal);
            var isShown = text.Contains($"{world.Held.Id}", StringComparison.Ordinal);
            var isSeen = person is not (Person.OtherTeacher or Person.Stranger or Person.OtherParent);
            Assert.True(isShown == isSeen, $"{person} at {path}: {isShown}");
        }
    }

    internal static string Of(Meeting meeting, string page) =>
        page.Replace("{id}", $"{meeting.Id}", StringComparison.Ordinal);
}
