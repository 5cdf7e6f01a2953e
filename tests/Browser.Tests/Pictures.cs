using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace ZoomOrleans.Browser.Tests;

/// <summary>
/// Pictures of every page in every state for docs/PAGES.md, taken where the environment says so: <c>KEEP_PICTURES=1</c>.
/// </summary>
static class Pictures
{
    const int HeightMax = 1100;

    static readonly bool AreKept = Environment.GetEnvironmentVariable("KEEP_PICTURES") == "1";

    static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../docs/images"));

    /// <summary>On a laptop in the light theme, and of the lesson under way on a phone in the dark one too.</summary>
    public static async Task Keep(Tab tab, string scene)
    {
        if (!AreKept)
            return;
        await Take(tab, scene, Screens.Usual, ColorScheme.Light);
        if (scene is "under-way" or "marks" or "today")
            await Take(tab, $"{scene}-phone", Screens.Phone, ColorScheme.Dark);
        await tab.Resize(Screens.Usual);
        await tab.Use(ColorScheme.Light);
    }

    static async Task Take(Tab tab, string name, int width, ColorScheme scheme)
    {
        await tab.Use(scheme);
        await tab.Resize(width);
        var height = await tab.Page.EvaluateAsync<int>("Math.ceil(document.body.getBoundingClientRect().bottom)");
        await tab.Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Folder, $"{name}.png"), FullPage = true,
            Clip = new() { X = 0, Y = 0, Width = width, Height = Math.Min(height, HeightMax) },
        });
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}
