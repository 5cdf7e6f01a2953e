using Microsoft.Playwright;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Browser.Tests;

/// <summary>A page of the browser, with all that its console said and what of that is an error.</summary>
sealed class Tab
{
    readonly List<string> _console = [];
    readonly List<string> _troubles = [];
    readonly List<string> _expected = [];

    public Tab(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Keep($"{message.Type}: {message.Text} ({message.Location})", message.Type == "error");
        page.PageError += (_, error) => Keep($"thrown: {error}", isTrouble: true);
    }

    public IPage Page { get; }

    public Task Open(string path) => Page.GotoAsync(path);

    public Task Resize(int width, int height = Screens.Height) => Page.SetViewportSizeAsync(width, height);

    public Task Use(ColorScheme scheme) => Page.EmulateMediaAsync(new() { ColorScheme = scheme });

    /// <summary>Waits until an expression of script gives this list.</summary>
    public Task Shows(string expression, params string[] texts) => Wait.Until(
        async () => texts.AsEnumerable().SequenceEqual(await Page.EvaluateAsync<string[]>(expression)),
        () => $"{expression} is {string.Join(", ", texts)}");

    /// <summary>Errors that say this are part of the test.</summary>
    public void Expect(string trouble) => _expected.Add(trouble);

    /// <summary>Errors on the console, and what the page may not load, that no test expects.</summary>
    public IReadOnlyList<string> Troubles
    {
        get
        {
            lock (_console)
                return [.. _troubles.Where(trouble => !_expected.Any(part => trouble.Contains(part, StringComparison.Ordinal)))];
        }
    }

    /// <summary>Does it, and says in the failure where the page and its console can be looked at.</summary>
    public async Task Try(Func<Tab, Task> test, string name)
    {
        try
        {
            await test(this);
            Assert.True(Troubles.Count == 0, $"The page's console has errors:\n{string.Join('\n', Troubles)}");
        }
        catch (Exception failure)
        {
            throw new PageFailedException(failure, Page.Url, await Evidence.Keep(Page, Console(), name));
        }
    }

    string[] Console()
    {
        lock (_console)
            return [.. _console];
    }

    void Keep(string line, bool isTrouble)
    {
        lock (_console)
        {
            _console.Add(line);
            if (isTrouble)
                _troubles.Add(line);
        }
    }
}

/// <summary>A test that failed with a page open.</summary>
sealed class PageFailedException(Exception failure, string address, string evidence)
    : Exception($"{failure.Message}\n\nAt {address}. {evidence}", failure);
