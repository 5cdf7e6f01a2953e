using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>The live page as the server answers it: what somebody finds who has no script.</summary>
sealed class LessonPage(IHtmlDocument page)
{
    const string Shown = "tbody tr:not([hidden])";

    public IHtmlDocument Page => page;

    public static string Path(Meeting meeting) => $"/teacher/meetings/{meeting.Id}/participants";

    public static async Task<LessonPage> Open(HttpClient reader, Meeting meeting, string query = "") =>
        Of((await reader.Get($"{Path(meeting)}{query}")).Is(HttpStatusCode.OK));

    public static LessonPage Of(Answer answer) => new(new HtmlParser().ParseDocument(answer.Body));

    /// <summary>How the lesson stands, and what is said of that.</summary>
    public string State => Text("#state");

    public IEnumerable<string> Students => Names("#roll");

    public IEnumerable<string> Guests => Names("#guests");

    /// <summary>What the counters say, by what they show.</summary>
    public IReadOnlyDictionary<string, int> Counts => page.QuerySelectorAll("#counts li:not([hidden]) a")
        .ToDictionary(link => link.Id!["show-".Length..], link => int.Parse(Text(link.QuerySelector("b")!), null));

    /// <summary>What the reader may decide about the lesson as a whole.</summary>
    public IEnumerable<string> Decisions =>
        from offered in page.QuerySelectorAll("#state button[data-act], #state [name=decision]")
        select offered.GetAttribute("id") is { } id ? id["do-".Length..] : offered.GetAttribute("value");

    /// <summary>What is done with script alone: with one student, one guest, or the list.</summary>
    public IEnumerable<string> Acts => page.QuerySelectorAll("[data-act]")
        .Where(button => button.Closest("template, [hidden], #state") is null).Select(button => button.GetAttribute("data-act")!)
        .Distinct();

    /// <summary>Where a link leads from this page.</summary>
    public string Address(string id) => page.QuerySelector($"#{id}")!.GetAttribute("href")!;

    /// <summary>A part of somebody's row.</summary>
    public string Cell(string name, string part) => Text(Row(name).QuerySelector($"[data-is={part}]")!);

    public IElement Row(string name) => page.QuerySelectorAll("tbody tr").Single(row => Text(row.QuerySelector("th")!) == name);

    public string Text(string selector) => Text(page.QuerySelector(selector)!);

    static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    IEnumerable<string> Names(string section) => page.QuerySelectorAll($"{section} {Shown} th").Select(Text);
}
