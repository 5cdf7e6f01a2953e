using Microsoft.Playwright;

namespace ZoomOrleans.Browser.Tests;

/// <summary>Finds things on a page as people, and their screen readers, name them.</summary>
static class Locators
{
    public static ILocator Button(this Tab tab, string name) => tab.Page.GetByRole(AriaRole.Button, new() { Name = name });

    public static ILocator Link(this Tab tab, string name) => tab.Page.GetByRole(AriaRole.Link, new() { Name = name });

    /// <summary>What the page is about.</summary>
    public static ILocator Title(this Tab tab) => tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>The bar above every page.</summary>
    public static ILocator Bar(this Tab tab) => tab.Page.GetByRole(AriaRole.Banner);

    /// <summary>The row of a table in which this name stands.</summary>
    public static ILocator Row(this Tab tab, string name) => tab.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = name });

    /// <summary>The row of the roll in which this student stands.</summary>
    public static ILocator StudentRow(this Tab tab, string name) => tab.Page.Locator("#roll").GetByRole(AriaRole.Row)
        .Filter(new() { Has = tab.Page.GetByRole(AriaRole.Rowheader, new() { Name = name, Exact = true }) });

    /// <summary>For how long the roll says that a student has been in; each second it says more.</summary>
    public static Task<string> TimeOf(this Tab tab, string student) =>
        tab.StudentRow(student).Locator("[data-is=time]").InnerTextAsync();

    /// <summary>What the page asks for.</summary>
    public static ILocator Dialog(this Tab tab) => tab.Page.GetByRole(AriaRole.Dialog);

    /// <summary>Where the live page says how its line to the server stands, such as <c>reconnecting</c>.</summary>
    public static ILocator Line(this Tab tab, string state) => tab.Page.Locator($"#line-{state}");

    /// <summary>Waits until the page follows its lesson.</summary>
    public static Task IsConnected(this Tab tab) =>
        Assertions.Expect(tab.Page.Locator("#lesson")).ToHaveAttributeAsync("data-line", "live");

    /// <summary>What the live page says of the lesson as a whole.</summary>
    public static ILocator State(this Tab tab) => tab.Page.Locator("#state");

    /// <summary>A counter of the live page, which is a filter.</summary>
    public static ILocator Counter(this Tab tab, string of) => tab.Page.Locator($"#show-{of}");
}
