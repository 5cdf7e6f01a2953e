using System.Net;
using System.Web;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

[Collection(SignInApp.Name)]
public sealed class RefusedCallbackTests(SignInFixture shared)
{
    [PostgresTheory]
    [InlineData("state", null)]
    [InlineData("state", "nonsense")]
    [InlineData("state", "")]
    [InlineData("code", null)]
    [InlineData("code", "nonsense")]
    [InlineData("error", "access_denied")]
    [InlineData("error", "<script>")]
    [InlineData("id_token", "eyJhbGciOiJub25lIn0.e30.")]
    public async Task An_answer_that_was_tampered_with_signs_nobody_in(string parameter, string? value)
    {
        var (browser, callback) = await AnswerForTeacher();
        using var _ = browser;
        var query = HttpUtility.ParseQueryString(callback.Query);
        query.Remove(parameter);
        if (value is not null)
            query[parameter] = value;

        var page = await browser.Open(new UriBuilder(callback) { Query = query.ToString() }.Uri.AbsoluteUri);

        await WasRefused(browser, page);
    }

    [PostgresFact]
    public async Task An_answer_counts_once_and_in_the_browser_that_asked()
    {
        var (browser, callback) = await AnswerForTeacher();
        using var _ = browser;
        using var other = new Browser(browser.Home);

        await WasRefused(other, await other.Open(callback.AbsoluteUri));
        (await browser.Open(callback.AbsoluteUri)).Is("/");
        Assert.NotNull(browser.SignedIn);
        (await browser.Open(callback.AbsoluteUri)).Is("/signin", HttpStatusCode.BadRequest);
        using var empty = new Browser(browser.Home);
        await WasRefused(empty, await empty.Open("/signin-oidc"));
    }

    [PostgresFact]
    public async Task A_token_with_another_requests_nonce_signs_nobody_in()
    {
        var (provider, _) = await shared.Both;
        provider.MixesUpNonces = true;
        try
        {
            var (browser, callback) = await AnswerForTeacher();
            using var __ = browser;
            await WasRefused(browser, await browser.Open(callback.AbsoluteUri));
        }
        finally
        {
            provider.MixesUpNonces = false;
        }
    }

    /// <summary>The browser before it brings the provider's answer back.</summary>
    async Task<(Browser, Uri Callback)> AnswerForTeacher()
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        var browser = new Browser(app.Address);
        var away = (await browser.Step("/signin/school")).Response.Headers.Location!;
        var callback = (await browser.Step(away.AbsoluteUri)).Response.Headers.Location!;
        Assert.Equal("/signin-oidc", callback.AbsolutePath);
        return (browser, callback);
    }

    async Task WasRefused(Browser browser, Shown page)
    {
        var (_, app) = await shared.Both;
        page.Is("/signin", HttpStatusCode.BadRequest).Says("Signing in was not finished");
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
        Assert.Null(browser.SignedIn);
        Assert.DoesNotContain(app.Log, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
    }
}
