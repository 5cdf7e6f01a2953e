using Microsoft.Playwright;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The sizes of screens that people look at a page on.</summary>
static class Screens
{
    public const int Usual = 1280;
    public const int Phone = 360;
    public const int Tablet = 768;
    public const int Height = 900;

    /// <summary>As wide apart as readers may set it (WCAG's text spacing), whatever the page says.</summary>
    const string Spaced = """
        () => {
          const style = new CSSStyleSheet();
          style.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }'
            + 'p { margin-bottom: 2em !important }');
          document.adoptedStyleSheets = [style];
        }
        """;

    /// <summary>A page enlarged four times (WCAG's reflow), a phone, a tablet, a laptop.</summary>
    static readonly int[] Widths = [320, Phone, Tablet, Usual];

    /// <summary>What reaches beyond the screen and does not lie in something that scrolls by itself.</summary>
    const string TooWide = """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          const scrolls = element => element && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
          return [...document.body.querySelectorAll('*')]
            .filter(element => element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement))
            .map(element => element.outerHTML.slice(0, 150));
        }
        """;

    /// <summary>Nobody has to scroll sideways, on whatever screen and in either theme.</summary>
    public static async Task FitsAllScreens(this Tab tab)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await tab.Use(scheme);
            await tab.Fits($"{scheme}");
        }
        await tab.Page.EvaluateAsync(Spaced);
        await tab.Fits("with spaced text");
        await tab.Page.EvaluateAsync("() => document.adoptedStyleSheets = []");
        await tab.Resize(Usual);
    }

    static async Task Fits(this Tab tab, string look)
    {
        foreach (var width in Widths)
        {
            await tab.Resize(width);
            var wide = await tab.Page.EvaluateAsync<string[]>(TooWide);
            Assert.True(wide.Length == 0, $"Wider than a screen of {width} ({look}):\n{string.Join('\n', wide)}");
        }
    }
}
