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

    static readonly (int Width, ColorScheme Scheme)[] Looks =
        [(Screens.Phone, ColorScheme.Dark), (Screens.Usual, ColorScheme.Light)];

    /// <summary>There are none: on a laptop in the light theme, and on a phone in the dark one.</summary>
    public static Task HasNoBarriers(this Tab tab) => tab.HasNoBarriers(Looks);

    /// <summary>Nor the other way round, nor on a tablet.</summary>
    public static Task HasNoBarriersInAnyLook(this Tab tab) => tab.HasNoBarriers(
        from width in new[] { Screens.Phone, Screens.Tablet, Screens.Usual }
        from scheme in new[] { ColorScheme.Dark, ColorScheme.Light }
        select (width, scheme));

    static async Task HasNoBarriers(this Tab tab, IEnumerable<(int Width, ColorScheme Scheme)> looks)
    {
        foreach (var (width, scheme) in looks)
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
