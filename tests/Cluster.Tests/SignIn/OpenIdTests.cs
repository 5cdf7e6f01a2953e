using System.Net;
using System.Web;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

[Collection(SignInApp.Name)]
public sealed class OpenIdTests(SignInFixture shared)
{
    [PostgresFact]
    public async Task A_known_identity_signs_in_and_comes_to_the_page_asked_for()
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        var teacher = await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        using var browser = new Browser(app.Address);

        var page = await browser.SignIn("/teacher/meetings?note=%C3%B1");

        page.Is("/teacher/meetings").Says("Tess Teacher");
        Assert.Equal("?note=%C3%B1", page.Address.Query);
        Assert.Equal(teacher, (await browser.Script.Get($"/api/users/{teacher}")).Is(HttpStatusCode.OK).Id);
    }

    [PostgresFact]
    public async Task A_page_sends_its_visitor_to_sign_in_and_the_button_there_to_the_provider_and_back()
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        using var browser = new Browser(app.Address);

        var signIn = (await browser.Open("/teacher/meetings")).Is("/signin");
        var returnUrl = HttpUtility.ParseQueryString(signIn.Address.Query)["returnUrl"]!;

        signIn.Says("Sign in with your school account");
        signIn.Says($"value=\"{returnUrl}\"");
        Assert.DoesNotContain("demo", signIn.Text, StringComparison.OrdinalIgnoreCase);
        (await browser.SignIn(returnUrl)).Is("/teacher/meetings");
    }

    [PostgresFact]
    public async Task The_way_to_the_provider_carries_a_challenge_of_PKCE_a_state_and_a_nonce()
    {
        var (provider, app) = await shared.Both;
        using var browser = new Browser(app.Address);

        var away = (await browser.Step("/signin/school")).Response.Headers.Location!;

        Assert.StartsWith($"{provider.Issuer}authorize?", away.AbsoluteUri, StringComparison.Ordinal);
        var asked = HttpUtility.ParseQueryString(away.Query);
        Assert.Equal(
            ("code", "S256", "openid profile email"),
            (asked["response_type"], asked["code_challenge_method"], asked["scope"]));
        Assert.Equal($"{app.Address}signin-oidc", asked["redirect_uri"]);
        foreach (var name in new[] { "code_challenge", "state", "nonce" })
            Assert.True(asked[name]?.Length >= 40, $"{name} is {asked[name]}");
        Assert.Equal(2, browser.Cookies.GetCookies(new Uri(app.Address, "/signin-oidc")).Count(cookie => cookie.HttpOnly));
    }

    [PostgresFact]
    public async Task The_cookie_is_for_this_site_alone_holds_no_token_and_ends_with_the_browser()
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        using var browser = new Browser(app.Address);

        var away = (await browser.Step("/signin/school")).Response.Headers.Location!;
        var back = (await browser.Step(away.AbsoluteUri)).Response.Headers.Location!;
        var signedIn = await browser.Step(back.AbsoluteUri);

        var cookie = signedIn.Response.Headers.GetValues("Set-Cookie").Single(
            value => value.StartsWith("zoomorleans=", StringComparison.Ordinal));
        Assert.Contains("; path=/; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
        Assert.InRange(cookie.Length, 100, 800);
    }

    [PostgresFact]
    public async Task Behind_a_proxy_with_https_the_cookies_are_for_https_and_so_is_the_way_back()
    {
        var (_, app) = await shared.Both;
        using var browser = new Browser(app.Address);

        var away = await browser.Script.Send(HttpMethod.Get, "/signin/school", null, ("X-Forwarded-Proto", "https"));

        var asked = HttpUtility.ParseQueryString(away.Response.Headers.Location!.Query);
        Assert.Equal($"https://{app.Address.Authority}/signin-oidc", asked["redirect_uri"]);
        var cookies = away.Response.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(2, cookies.Count);
        Assert.All(cookies, cookie => Assert.Contains("; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal));
    }

    [PostgresTheory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil")]
    [InlineData("/ñ")]
    [InlineData("")]
    public async Task Nobody_is_sent_to_another_site(string returnUrl)
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        using var browser = new Browser(app.Address);

        (await browser.Open($"/signin?returnUrl={Uri.EscapeDataString(returnUrl)}")).Says("name=\"returnUrl\" value=\"/\"");
        var page = await browser.SignIn(returnUrl);

        page.Is("/");
        Assert.Equal(app.Address.Authority, page.Address.Authority);
    }

    [PostgresFact]
    public async Task Signing_out_takes_the_cookie_and_needs_the_pages_own_form()
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        using var browser = new Browser(app.Address);
        await browser.SignIn();
        var token = await browser.FormToken();

        (await browser.Send(HttpMethod.Post, "/signout", null, null)).Is(HttpStatusCode.BadRequest);
        (await browser.Open("/")).Is("/");
        (await browser.Send(HttpMethod.Get, "/signout", null, token)).Is(HttpStatusCode.MethodNotAllowed);
        (await browser.Send(HttpMethod.Post, "/signout", null, token)).Is(HttpStatusCode.Redirect);

        Assert.Null(browser.SignedIn);
        (await browser.Open("/")).Is("/signin");
    }

    [PostgresFact]
    public async Task Whose_identity_was_taken_away_is_signed_out_at_the_next_request()
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        var user = await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Una User");
        using var browser = new Browser(app.Address);
        (await browser.SignIn()).Is("/");

        (await app.Admin.Delete(
            $"/api/users/{user}/identities?issuer={Uri.EscapeDataString(provider.Issuer)}&subject={provider.Account.Subject}"))
            .Is(HttpStatusCode.NoContent);

        (await browser.Open("/")).Is("/signin");
    }

    [PostgresFact]
    public async Task A_link_of_another_site_signs_nobody_out()
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Una User");
        using var browser = new Browser(app.Address);
        (await browser.SignIn()).Is("/");

        await browser.Open("/signout-oidc");

        (await browser.Open("/")).Is("/");
    }

    [PostgresFact]
    public async Task A_role_and_an_existence_count_at_the_next_request()
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        var user = await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        using var browser = new Browser(app.Address);
        await browser.SignIn();

        (await browser.Script.Get($"/api/users/{user}/identities")).Is(HttpStatusCode.Forbidden);
        (await app.Admin.Patch($"/api/users/{user}", new { role = "admin" })).Is(HttpStatusCode.OK);
        (await browser.Script.Get($"/api/users/{user}/identities")).Is(HttpStatusCode.OK);
        await People.Execute(app, "DELETE FROM users WHERE id = $1", user);
        (await browser.Script.Get($"/api/users/{user}")).Is(HttpStatusCode.Unauthorized);
        (await browser.Open("/")).Is("/signin");
    }
}
