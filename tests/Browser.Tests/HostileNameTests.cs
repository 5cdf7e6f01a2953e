using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Webhook;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>Names that somebody chose in order to do something to the page: they are shown, and that is all.</summary>
[Collection(SharedBrowser.Name)]
public sealed class HostileNameTests(SharedBrowserFixture shared)
{
    const string Script = "<script>window.broken = 1</script><img src=x onerror='window.broken = 1'>";
    const string Attribute = "\" onmouseover=\"window.broken = 1\" autofocus onfocus=\"window.broken = 1";

    /// <summary>From here on text runs from right to left, and back.</summary>
    const string Backwards = "\u202e Ana \u2067 Reyes \u202e";

    /// <summary>Places where a name's direction would reach the words around it.</summary>
    const string NotIsolated = """
        [...document.querySelectorAll('body *')]
          .filter(element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.includes('\u202e'))
            && !element.closest('bdi, option, title, [dir=auto], .unseen'))
          .map(element => element.outerHTML.slice(0, 150))
        """;

    static readonly string[] Names = [Script, Attribute, Backwards, new('W', 100)];

    [BrowserFact]
    public async Task On_the_page_of_a_lesson_they_run_nothing_turn_nothing_round_and_push_nothing_off_the_screen()
    {
        var lesson = await Make(Lessons.Ago(20));
        foreach (var name in Names)
            await lesson.Run.Joined(60, email: null, name);
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await Expect(tab.Row(Attribute).First).ToBeVisibleAsync();
            await IsUnharmed(tab);

            // By the page's script, now, and no more by the server.
            foreach (var (name, second) in Names.Zip(Enumerable.Range(70, Names.Length)))
                await lesson.Run.Joined(second, email: null, $"again {name}");
            await Expect(tab.Row("again")).ToHaveCountAsync(Names.Length);
            await tab.Row("again").First.HoverAsync();
            await IsUnharmed(tab);

            await tab.Button($"This is… again {Script}").ClickAsync();
            await tab.Dialog().GetByLabel("The student").SelectOptionAsync(Backwards);
            await tab.Button("It is this student").ClickAsync();
            await Expect(tab.Row("again")).ToHaveCountAsync(Names.Length - 1);
            await IsUnharmed(tab);
        });
    }

    [BrowserFact]
    public async Task On_no_other_page_either()
    {
        var lesson = await Make(HeldLesson.LongAgo);
        await lesson.Run.Attended(lesson.Emails[0], 0, 1800);
        await lesson.Run.Ended(3600);
        await Eventually.Get(
            (await shared.App()).Admin, $"{lesson.Meeting.Path}/attendance", answer => answer["records"].GetArrayLength() > 0);
        var (school, page) = (lesson.School, $"/teacher/meetings/{lesson.Meeting.Id}");
        await Look(school.Teacher,
        [
            "/teacher/meetings", page, $"{page}/attendance", "/classes",
            $"/classes/{school.Class}?from=2026-03-01&to=2026-03-31", $"/students/{school.Students[2]}", "/calendar",
        ]);
        await Look(school.Parent, ["/", page, "/attendance"]);
        await Look(AppProcess.AdminId, ["/admin"]);
    }

    Task Look(Guid reader, string[] pages) => shared.Browse(reader, async tab =>
    {
        foreach (var page in pages)
        {
            await tab.Open(page);
            await IsUnharmed(tab);
        }
    });

    /// <summary>Students, class and meeting have such names.</summary>
    async Task<HeldLesson> Make(DateTimeOffset start)
    {
        var app = await shared.App();
        var school = await School.Make(app, students: Names.Length);
        foreach (var (student, name) in school.Students.Zip(Names))
            (await app.Admin.Patch($"/api/users/{student}", new { name })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/classes/{school.Class}", new { name = $"{Backwards}{Script}" })).Is(HttpStatusCode.OK);
        return await HeldLesson.Make(
            app, school, start, ("title", $"{Script}{Backwards}"), ("description", string.Concat(Names)));
    }

    static async Task IsUnharmed(Tab tab)
    {
        Assert.False(await tab.Page.EvaluateAsync<bool>("'broken' in window"), $"A name was run at {tab.Page.Url}.");
        Assert.Equal(0, await tab.Page.Locator("main img, main script:not([src])").CountAsync());
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>(NotIsolated));
        await tab.FitsAllScreens();
    }
}
