using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>The pages, asked by everybody as the routes are.</summary>
[Collection(AccessSweep.Name)]
public sealed class PageTests(AccessFixture shared)
{
    /// <summary>What is read of the lesson that lasts as well.</summary>
    internal static readonly string[] Paths =
    [
        "/", "/teacher/meetings", "/teacher/meetings/{id}", "/teacher/meetings/{id}/participants",
        "/teacher/meetings/{id}/attendance", "/join/{id}", "/calendar",
    ];

    [PostgresFact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in()
    {
        var world = await shared.World;
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var visitor = new HttpClient(handler) { BaseAddress = world.App.Anonymous.BaseAddress };
        foreach (var page in PageTable.Pages)
        {
            using var request = new HttpRequestMessage(page.Method, Of(world.Held, page.Path));
            using var answer = await visitor.SendAsync(request);

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/signin", answer.Headers.Location?.AbsolutePath);
            Assert.Empty(await answer.Content.ReadAsStringAsync());
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
    public async Task A_meeting_for_everybody_has_its_pages_for_everybody()
    {
        var world = await shared.World;
        foreach (var person in Enum.GetValues<Person>())
        foreach (var page in new[] { "/teacher/meetings/{id}", "/teacher/meetings/{id}/participants" })
            (await world.As(person).Get(Of(world.Live, page))).Is(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task Where_there_is_no_meeting_there_is_no_page_of_it()
    {
        var world = await shared.World;
        var pages = Paths.Append("/teacher/meetings/{id}/start").Where(page => page.Contains("{id}", StringComparison.Ordinal));
        foreach (var person in Enum.GetValues<Person>())
        foreach (var page in pages)
        foreach (var id in new[] { $"{Guid.NewGuid()}", "not-an-id" })
            (await world.As(person).Get(page.Replace("{id}", id, StringComparison.Ordinal))).Is(HttpStatusCode.NotFound);
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

    internal static string Of(Meeting meeting, string page) => page
        .Replace("{id}", $"{meeting.Id}", StringComparison.Ordinal)
        .Replace("{checkInId}", $"{Guid.Empty}", StringComparison.Ordinal);
}
