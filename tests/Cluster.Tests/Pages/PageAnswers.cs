using System.Net;
using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>Pages as somebody reads them, and forms as a browser sends them.</summary>
static partial class PageAnswers
{
    /// <summary>The text of the page, without its markup, with one blank between words.</summary>
    public static string Text(this Answer page) =>
        Blanks().Replace(WebUtility.HtmlDecode(Markup().Replace(page.Body, " ")), " ");

    public static Answer Says(this Answer page, string text)
    {
        Assert.True(page.Text().Contains(text, StringComparison.Ordinal), $"'{text}' is not said: {page.Text()}");
        return page;
    }

    public static Answer DoesNotSay(this Answer page, string text)
    {
        Assert.False(page.Text().Contains(text, StringComparison.Ordinal), $"'{text}' is said: {page.Text()}");
        return page;
    }

    /// <summary>The addresses that the page's links lead to.</summary>
    public static IReadOnlyList<string> Links(this Answer page) =>
        [.. Link().Matches(page.Body).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    /// <summary>What the forms of the page offer to decide, by the names of their fields.</summary>
    public static IReadOnlyList<string> Decisions(this Answer page) =>
        [.. Decision().Matches(page.Body).Select(match => match.Groups[1].Value)];

    /// <summary>The row of a table whose heading says this, as text.</summary>
    public static string Row(this Answer page, string heading) => TableRow().Matches(page.Body)
        .Select(match => Blanks().Replace(WebUtility.HtmlDecode(Markup().Replace(match.Value, " ")), " ").Trim())
        .SingleOrDefault(row => row.StartsWith(heading, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"No row is headed {heading}: {page.Text()}");

    public static Task<Answer> Fill(this HttpClient client, string path, params (string Name, string? Value)[] fields) =>
        client.Send(HttpMethod.Post, path, new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? ""))));

    /// <summary>The page to which a form that was carried out has led.</summary>
    public static async Task<Answer> Followed(this HttpClient client, Answer answer) =>
        (await client.Get(answer.Is(HttpStatusCode.Redirect).Response.Headers.Location!.OriginalString)).Is(HttpStatusCode.OK);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("""<a [^>]*href="([^"]*)""")]
    private static partial Regex Link();

    [GeneratedRegex("""name="decision" value="([^"]*)""")]
    private static partial Regex Decision();

    [GeneratedRegex("<tr[^>]*>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex TableRow();
}
