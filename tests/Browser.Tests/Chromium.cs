using Microsoft.Playwright;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The machine's own Chromium: nothing is downloaded to test with.</summary>
static class Chromium
{
    /// <summary>It is to load pages, and to call nobody else.</summary>
    static readonly string[] Quiet =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    public static Task<IBrowser> Launch(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Installed.Chromium ?? throw new InvalidOperationException(BrowserMissing.Advice),
        // As root it starts only without.
        ChromiumSandbox = Environment.UserName != "root",
        Args = Quiet,
    });
}
