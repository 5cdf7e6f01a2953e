using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace ZoomOrleans.Browser.Tests;

/// <summary>What a test that failed leaves behind.</summary>
static class Evidence
{
    static readonly string Folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "TestResults");

    static int _count;

    /// <returns>Where it lies.</returns>
    public static async Task<string> Keep(IPage page, IEnumerable<string> console, string test)
    {
        Directory.CreateDirectory(Folder);
        var time = DateTime.Now.ToString("MMdd-HHmmss", CultureInfo.InvariantCulture);
        var file = Path.Combine(Folder, $"{test}-{time}-{Interlocked.Increment(ref _count)}");
        await File.WriteAllLinesAsync($"{file}.log", console);
        try
        {
            await page.ScreenshotAsync(new() { Path = $"{file}.png", FullPage = true });
            return $"See {file}.png, and the console in {file}.log.";
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            return $"See the console in {file}.log; there is no picture: {exception.Message}";
        }
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}
