using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ZoomOrleans.Browser.Tests;

/// <summary>What axe-core finds on a page that keeps somebody out.</summary>
static class Barriers
{
    /// <summary>All its rules, and the one of WCAG 2.2 that it does not apply by itself.</summary>
    static readonly AxeRunOptions Rules = new()
    {
        Rules = new() { ["target-size"] = new() { Enabled = true } },
    };

    /// <summary>
    /// There are none: on a laptop in the light theme, and on a phone in the dark one. What lies between looks like one of them.
    /// </summary>
    public static async Task HasNoBarriers(this Tab tab)
    {
        foreach (var (width, scheme) in new[] { (Screens.Phone, ColorScheme.Dark), (Screens.Usual, ColorScheme.Light) })
        {
            await tab.Resize(width);
            await tab.Use(scheme);
            var found = (await tab.Page.RunAxe(Rules)).Violations;
            Assert.True(
                found.Length == 0, $"Barriers at {width} pixels, {scheme}:\n{string.Join('\n', found.Select(Describe))}");
        }
    }

    static string Describe(AxeResultItem rule) =>
        $"{rule.Id} ({rule.Impact}): {rule.Help}, {rule.HelpUrl}\n"
        + string.Join('\n', rule.Nodes.Select(node => $"    {node.Target}: {node.Html}\n{Reasons(node)}"));

    static string Reasons(AxeResultNode node) => string.Join('\n', from check in node.Any.Concat(node.All).Concat(node.None)
                                                                   select $"        {check.Message}");
}
