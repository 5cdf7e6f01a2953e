namespace ZoomOrleans.Api.Pages;

/// <summary>The files of what a page shows, and what the links to them are called, on whatever page.</summary>
static class ExportLinks
{
    public static IReadOnlyList<string> Formats { get; } = ["csv", "xlsx"];

    public static string Name(string format) => $"Download {format.ToUpperInvariant()}";
}
