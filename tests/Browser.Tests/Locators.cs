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
}
