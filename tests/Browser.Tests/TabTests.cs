using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>That these tests see what is wrong with a page.</summary>
[Collection(SharedBrowser.Name)]
public sealed class TabTests(SharedBrowserFixture shared)
{
    const string InlineScript = """
        const script = document.createElement('script');
        script.textContent = 'document.title = "run"';
        document.head.append(script);
        """;

    [BrowserFact]
    public async Task Script_inside_a_page_is_blocked_and_fails_the_test() => await shared.Browse(null, async tab =>
    {
        await tab.Open("/signin");

        await tab.Page.EvaluateAsync(InlineScript);

        await Expect(tab.Page).Not.ToHaveTitleAsync("run");
        Assert.Contains("Content Security Policy", Assert.Single(tab.Troubles), StringComparison.Ordinal);
        tab.Expect("Content Security Policy");
    });

    [BrowserFact]
    public async Task Text_that_few_can_read_and_a_field_without_a_name_fail_the_test() => await shared.Browse(null, async tab =>
    {
        await tab.Open("/signin");
        await tab.Page.EvaluateAsync("""
            document.querySelector('h1').style.color = 'light-dark(#bbb, #444)';
            document.querySelector('main').append(document.createElement('textarea'));
            """);

        var failure = await Assert.ThrowsAnyAsync<Exception>(tab.HasNoBarriers);

        foreach (var rule in new[] { "color-contrast", "label" })
            Assert.Contains($"{rule} (", failure.Message, StringComparison.Ordinal);
    });

    [BrowserFact]
    public async Task What_fails_leaves_a_picture_and_the_console_behind()
    {
        var failure = await Assert.ThrowsAsync<PageFailedException>(() => shared.Browse(null, async tab =>
        {
            await tab.Open("/signin");
            await tab.Page.EvaluateAsync("console.error('went wrong')");
        }));

        Assert.Contains("went wrong", failure.Message, StringComparison.Ordinal);
        var file = failure.Message.Split("See ")[1].Split(".png")[0];
        Assert.True(File.Exists($"{file}.png"), failure.Message);
        Assert.Contains("went wrong", await File.ReadAllTextAsync($"{file}.log"), StringComparison.Ordinal);
        File.Delete($"{file}.png");
        File.Delete($"{file}.log");
    }
}
