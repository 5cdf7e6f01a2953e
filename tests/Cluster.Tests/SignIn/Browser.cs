using System.Net;
using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.SignIn;

/// <summary>A page as it was answered, and how the browser came there.</summary>
sealed record Shown(Uri Address, HttpResponseMessage Response, string Text, IReadOnlyList<Uri> Way)
{
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>Answers itself, where the browser came to this path with this status.</summary>
    public Shown Is(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.True((path, status) == (Address.AbsolutePath, Status), $"Came to {Address} with {Status}: {Text}");
        return this;
    }

    public void Says(string text) =>
        Assert.Contains(text, WebUtility.HtmlDecode(Text), StringComparison.Ordinal);
}

/// <summary>Keeps cookies and follows redirects, from site to site.</summary>
sealed partial class Browser : IDisposable
{
    const int RedirectsMax = 10;

    readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };
    readonly HttpClient _client;

    public Browser(Uri home) => (_client, Home) = (new HttpClient(_handler) { BaseAddress = home }, home);

    public Uri Home { get; }

    public CookieContainer Cookies => _handler.CookieContainer;

    /// <summary>The cookie of who is signed in; null without one.</summary>
    public Cookie? SignedIn => Cookies.GetCookies(Home)["zoomorleans"];

    /// <summary>Requests as script of a page makes them: with the cookies, and without following anything.</summary>
    public HttpClient Script => _client;

    public Task<Shown> SignIn(string returnUrl = "/") => Open($"/signin/school?returnUrl={Uri.EscapeDataString(returnUrl)}");

    public Task<Shown> Open(string address) => Open(new Uri(Home, address), RedirectsMax);

    /// <summary>One request, whose redirect is not followed.</summary>
    public Task<Shown> Step(string address) => Open(new Uri(Home, address), 0);

    /// <summary>The token for script that a page carries.</summary>
    public async Task<string> FormToken(string page = "/") => MetaToken().Match((await Open(page)).Text) switch
    {
        { Success: true } match => WebUtility.HtmlDecode(match.Groups[1].Value),
        _ => throw new InvalidOperationException($"{page} carries no token: {(await Open(page)).Text}"),
    };

    public Task<Answer> Send(HttpMethod method, string path, object? body, string? formToken) => _client.Send(
        method, path, body, formToken is null ? [] : [("X-CSRF-Token", formToken)]);

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    async Task<Shown> Open(Uri address, int redirects)
    {
        var way = new List<Uri>();
        while (true)
        {
            way.Add(address);
            var response = await _client.GetAsync(address);
            if (response.Headers.Location is not { } next || way.Count > redirects)
                return new Shown(address, response, await response.Content.ReadAsStringAsync(), way);
            address = new Uri(address, next);
        }
    }

    [GeneratedRegex("""<meta name="csrf-token" content="([^"]+)" />""")]
    private static partial Regex MetaToken();
}
