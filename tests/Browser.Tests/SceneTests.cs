using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>What holds for every page in every state.</summary>
[Collection(SceneBrowser.Name)]
public sealed class SceneTests(SharedBrowserFixture shared)
{
    const int ScriptBytesMax = 20_000;

    /// <summary>Of all that the page loaded, before it was packed to be sent.</summary>
    const string ScriptBytes = """
        performance.getEntriesByType('resource').filter(one => one.name.endsWith('.js'))
          .reduce((sum, one) => sum + one.decodedBodySize, 0)
        """;

    public static TheoryData<string> Names => [.. Scenes.Names];

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task Whoever_they_are_people_can_read_it_on_any_screen_and_use_it_without_a_mouse(string scene)
    {
        var found = await Scenes.Make(scene, await shared.Zoom());
        await shared.Browse(
            found.Reader,
            async tab =>
            {
                if (found.Trouble is { } trouble)
                    tab.Expect(trouble);
                await tab.Open(found.Path);
                await Expect(tab.Page.Locator("main")).ToContainTextAsync(found.Says);
                await found.Prepare(tab);
                await Pictures.Keep(tab, scene);
                Assert.InRange(await tab.Page.EvaluateAsync<int>(ScriptBytes), 0, ScriptBytesMax);
                await tab.HasNoBarriers();
                await tab.FitsAllScreens();
                await tab.IsUsableByKeyboard();
            },
            scene);
    }
}
