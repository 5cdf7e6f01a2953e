using System.Net;
using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

public sealed partial class DemoSignInTests
{
    [PostgresFact]
    public async Task Of_the_demo_school_one_may_be_anybody_and_comes_to_no_other_site()
    {
        var data = TestDirectory.New();
        await using var provider = await OpenIdProvider.Start();
        await using var app = AppProcess.OnServer(
            null,
            [
                .. SignInFixture.Settings(provider.Address), ("Embedded__DataDirectory", data),
                ("DOTNET_ENVIRONMENT", "Development"), ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("Bootstrap__Admin__Id", null!), ("Bootstrap__Admin__Email", null!), ("Bootstrap__Admin__Name", null!),
            ]);
        await app.Launch();
        using var browser = new Browser(app.Address);
        var page = (await browser.Open("/signin?returnUrl=/teacher/meetings")).Is("/signin");
        page.Says("This is the demo school");
        page.Says("Sign in with your school account");
        var (teacher, token) = (Teacher().Match(page.Text).Groups[1].Value, Token().Match(page.Text).Groups[1].Value);

        (await Post(("user", teacher))).Is(HttpStatusCode.BadRequest);
        (await Post(("user", $"{Guid.NewGuid()}"), ("__RequestVerificationToken", token))).Is(HttpStatusCode.NotFound);
        Assert.Null(browser.SignedIn);
        var answer = await Post(("user", teacher), ("__RequestVerificationToken", token), ("returnUrl", "/\t/evil.example"));

        Assert.Equal("/", answer.Is(HttpStatusCode.Redirect).Response.Headers.Location!.OriginalString);
        (await browser.Open("/")).Is("/").Says("Luningning Ramos");

        Task<Answer> Post(params (string, string)[] fields) => browser.Send(
            HttpMethod.Post, "/signin",
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2))), null);
    }

    [GeneratedRegex("""name="user" value="([^"]+)"><bdi>Luningning Ramos""")]
    private static partial Regex Teacher();

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();
}
