using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>
/// A program at whose school it is around noon, whenever the tests run: a lesson some hours away is one of the same day.
/// <c>[Collection(PagesApp.Name)]</c>
/// </summary>
[CollectionDefinition(Name)]
public sealed class PagesApp : ICollectionFixture<PagesFixture>
{
    public const string Name = "pages";
}

/// <summary>Starts with the first test that asks for it.</summary>
public sealed class PagesFixture : IAsyncLifetime
{
    readonly Lazy<Task<AppProcess>> _app = new(() => AppProcess.Start(("School__TimeZone", Zone)));

    /// <summary>Zones of this kind count hours towards the west.</summary>
    public static string Zone { get; } = string.Create(
        CultureInfo.InvariantCulture, $"Etc/GMT{DateTime.UtcNow.Hour - 12:+0;-0;+0}");

    internal Task<AppProcess> App => _app.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_app.IsValueCreated && _app.Value.IsCompletedSuccessfully)
            await _app.Value.Result.DisposeAsync();
    }
}

/// <summary>Pages as a browser asks for them, and as people read them.</summary>
static class PageReading
{
    /// <summary>What browsers accept.</summary>
    public const string Accepted = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    public static Task<Answer> Open(this HttpClient client, string path) =>
        client.Send(HttpMethod.Get, path, null, ("Accept", Accepted));

    public static Task<Answer> Press(this HttpClient client, string path) =>
        client.Send(HttpMethod.Post, path, null, ("Accept", Accepted));

    public static async Task<string> Page(this HttpClient client, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = (await client.Open(path)).Is(status);
        Assert.Equal("text/html", answer.Response.Content.Headers.ContentType?.MediaType);
        return WebUtility.HtmlDecode(answer.Body);
    }

    public static void Says(this string page, params string[] texts) =>
        Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));

    public static void SaysNot(this string page, params string[] texts) =>
        Assert.All(texts, text => Assert.DoesNotContain(text, page, StringComparison.Ordinal));

    /// <summary>One after the other, whatever stands between them.</summary>
    public static void SaysInOrder(this string page, params string[] texts)
    {
        var rest = page;
        foreach (var text in texts)
        {
            Assert.Contains(text, rest, StringComparison.Ordinal);
            rest = rest[(rest.IndexOf(text, StringComparison.Ordinal) + text.Length)..];
        }
    }
}
