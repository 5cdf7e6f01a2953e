using ZoomOrleans.Cluster.Tests.Meetings;

namespace ZoomOrleans.Browser.Tests;

/// <summary>A page as somebody finds it.</summary>
/// <param name="Reader">Null: nobody is signed in.</param>
/// <param name="Says">What stands on it, so that no other page is taken for it.</param>
sealed record Scene(Guid? Reader, string Path, string Says)
{
    /// <summary>What the browser's console says of a page that is not there.</summary>
    public string? Trouble { get; init; }

    /// <summary>What is done first, such as unfolding something.</summary>
    public Func<Tab, Task> Prepare { get; init; } = _ => Task.CompletedTask;
}

/// <summary>Every page, and every state of the page on which a lesson is watched.</summary>
static class Scenes
{
    static readonly Dictionary<string, Func<ZoomApp, Task<Scene>>> All =
        LiveScenes.All.Concat(PageScenes.All).Concat(CheckInScenes.All).ToDictionary();

    public static IEnumerable<string> Names => All.Keys;

    public static Task<Scene> Make(string name, ZoomApp zoom) => All[name](zoom);
}
