namespace ZoomOrleans.Browser.Tests;

/// <summary>Programs that this machine has, or has not.</summary>
static class Installed
{
    static readonly string[] Chromiums = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];

    /// <summary>Where it lies that is not on the PATH.</summary>
    static readonly string[] ChromiumPlaces =
    [
        "/usr/bin", "/usr/lib/chromium", "/snap/bin", "/opt/google/chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:/Program Files/Google/Chrome/Application",
    ];

    /// <summary>Null where there is none.</summary>
    public static string? Chromium { get; } = Find(Chromiums, ChromiumPlaces);

    /// <summary>Null where there is none.</summary>
    public static string? Npm { get; } = Find(["npm", "npm.cmd"], []);

    /// <summary>Whether a program that is missing is no excuse.</summary>
    public static bool IsNeeded { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    static string? Find(string[] names, string[] places)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(places);
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name)).Append(folder))
            .FirstOrDefault(File.Exists);
    }
}
