using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

[Collection(SignInApp.Name)]
public sealed class FormTests(SignInFixture shared)
{
    [PostgresTheory]
    [InlineData("POST", "/api/users")]
    [InlineData("PATCH", "/api/users/{id}")]
    [InlineData("PUT", "/api/users/{id}/identities")]
    [InlineData("DELETE", "/api/users/{id}/identities?issuer=a&subject=b")]
    [InlineData("POST", "/api/import")]
    [InlineData("POST", "/signout")]
    [InlineData("POST", "/join/{id}")]
    [InlineData("POST", "/calendar")]
    [InlineData("POST", "/calendar/end")]
    [InlineData("POST", "/nowhere")]
    [InlineData("post", "/api/users")]
    [InlineData("MERGE", "/api/users")]
    public async Task The_cookie_alone_changes_nothing(string method, string path)
    {
        var (browser, user) = await SignedIn("admin");
        using var _ = browser;
        path = path.Replace("{id}", $"{user}", StringComparison.Ordinal);
        var token = await browser.FormToken();

        foreach (var wrong in new[] { null, "nonsense", token[..^4] + "AAAA" })
            (await browser.Send(new HttpMethod(method), path, new { name = "X" }, wrong)).Is(HttpStatusCode.BadRequest);
    }

    [PostgresFact]
    public async Task Script_with_the_pages_token_may_change_what_its_user_may()
    {
        var (browser, user) = await SignedIn("admin");
        using var _ = browser;
        var token = await browser.FormToken("/teacher/meetings");

        (await browser.Send(HttpMethod.Patch, $"/api/users/{user}", new { name = "Ada New" }, token)).Is(HttpStatusCode.OK);
        (await browser.Send(HttpMethod.Put, $"/api/users/{user}/identities", new { issuer = "a", subject = $"{user}" }, token))
            .Is(HttpStatusCode.NoContent);
        (await browser.Send(HttpMethod.Delete, $"/api/users/{user}/identities?issuer=a&subject={user}", null, token))
            .Is(HttpStatusCode.NoContent);

        (await browser.Open("/")).Says("Ada New");
    }

    [PostgresFact]
    public async Task The_token_of_one_user_is_of_no_use_to_another()
    {
        var (ones, _) = await SignedIn("admin");
        using var __ = ones;
        var (others, other) = await SignedIn("admin");
        using var ___ = others;

        var answer = await others.Send(HttpMethod.Patch, $"/api/users/{other}", new { name = "X" }, await ones.FormToken());

        answer.Is(HttpStatusCode.BadRequest);
    }

    [PostgresTheory]
    [InlineData("application/x-www-form-urlencoded", "a=b")]
    [InlineData("application/x-www-form-urlencoded", "__RequestVerificationToken=nonsense")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nno headers, no end")]
    [InlineData("multipart/form-data", "")]
    [InlineData("text/plain", "{}")]
    public async Task A_form_of_another_site_is_refused(string type, string body)
    {
        var (browser, _) = await SignedIn("admin");
        using var __ = browser;
        foreach (var path in new[] { "/signout", "/api/users" })
        {
            var content = new StringContent(body, Encoding.UTF8);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

            (await browser.Send(HttpMethod.Post, path, content, null)).Is(HttpStatusCode.BadRequest);
        }
        (await browser.Open("/")).Is("/");
    }

    [PostgresFact]
    public async Task The_form_on_the_page_signs_out()
    {
        var (browser, _) = await SignedIn("teacher");
        using var __ = browser;
        var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await browser.FormToken())]);

        (await browser.Send(HttpMethod.Post, "/signout", form, null)).Is(HttpStatusCode.Redirect);

        Assert.Null(browser.SignedIn);
    }

    [PostgresFact]
    public async Task A_page_answers_its_own_form_and_says_of_one_that_is_too_old_what_to_do()
    {
        var (browser, _) = await SignedIn("teacher");
        using var __ = browser;
        Task<Answer> Send(string token) => browser.Script.Send(
            HttpMethod.Post, "/calendar", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
            ("Accept", "text/html"));

        var old = (await Send("nonsense")).Is(HttpStatusCode.BadRequest).Body;
        (await Send(await browser.FormToken("/calendar"))).Is(HttpStatusCode.Redirect);

        Assert.Contains("The form is too old, or not ours.", old, StringComparison.Ordinal);
        Assert.Contains("<h1>", old, StringComparison.Ordinal);
        (await browser.Open("/calendar")).Is("/calendar").Says(".ics");
    }

    [PostgresFact]
    public async Task A_bearer_token_needs_no_form_token_and_counts_before_the_cookie()
    {
        var (browser, student) = await SignedIn("student");
        using var _ = browser;
        var (__, app) = await shared.Both;
        var change = new { name = "Sam New" };
        Task<Answer> Patch(string authorization) => browser.Script.Send(
            HttpMethod.Patch, $"/api/users/{student}", change, ("Authorization", authorization));

        (await Patch($"Bearer {app.Tokens.For(AppProcess.AdminId)}")).Is(HttpStatusCode.OK);
        (await Patch($"Bearer {Tokens.ForgedFor(AppProcess.AdminId)}")).Is(HttpStatusCode.Unauthorized);
        (await Patch($"Bearer {app.Tokens.For(Guid.NewGuid())}")).Is(HttpStatusCode.Unauthorized);
        (await Patch("Basic YTpi")).Is(HttpStatusCode.Unauthorized);
        (await browser.Script.Send(HttpMethod.Get, "/api/users", null, ("Authorization", "Bearer nonsense")))
            .Is(HttpStatusCode.Unauthorized);
    }

    async Task<(Browser, Guid User)> SignedIn(string role)
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        var user = await People.Linked(app, provider.Issuer, provider.Account, role, "Una User");
        var browser = new Browser(app.Address);
        (await browser.SignIn()).Is("/");
        return (browser, user);
    }
}
