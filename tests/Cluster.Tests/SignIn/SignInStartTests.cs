using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

public sealed class SignInStartTests
{
    const string OpenId = "Authentication__Schemes__OpenIdConnect__";

    [PostgresTheory]
    [InlineData($"{OpenId}ClientId is missing", $"{OpenId}Authority=https://login.example")]
    [InlineData($"{OpenId}Authority is missing", $"{OpenId}ClientId=pages")]
    [InlineData($"{OpenId}Authority is not https", $"{OpenId}Authority=http://127.0.0.1:9", $"{OpenId}ClientId=pages")]
    [InlineData($"{OpenId}Authority is not an address", $"{OpenId}Authority=login.example", $"{OpenId}ClientId=pages")]
    [InlineData("Bearer__Authority is not https", "Authentication__Schemes__Bearer__Authority=http://login.example")]
    [InlineData("DataProtection__KeysDirectory", "DataProtection__KeysDirectory=/dev/null/keys")]
    [InlineData("DataProtection__KeysDirectory", "DataProtection__KeysDirectory=/proc")]
    public async Task Settings_that_let_nobody_sign_in_are_named_at_the_start(string named, params string[] settings)
    {
        await using var app = await AppProcess.Create(
            [.. settings.Select(setting => setting.Split('=', 2)).Select(parts => (parts[0], parts[1]))]);

        Assert.NotEqual(0, await app.RunToEnd());

        Assert.Contains(app.Log, line => line.Contains(named, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task A_public_client_sends_no_secret()
    {
        await using var provider = await OpenIdProvider.Start();
        provider.Secret = null;
        provider.Account = Account.New("admin@school.example");
        await using var app = await AppProcess.Start(
            [.. SignInFixture.Settings(provider.Address), ($"{OpenId}ClientSecret", "")]);
        using var browser = new Browser(app.Address);

        (await browser.SignIn()).Is("/").Says("Ada Admin");
    }

    [PostgresFact]
    public async Task Without_a_provider_none_is_offered_and_nobody_of_the_school_either()
    {
        await using var app = await AppProcess.Start(
            ($"{OpenId}Authority", ""), ($"{OpenId}ClientId", ""), ($"{OpenId}ClientSecret", ""));
        using var browser = new Browser(app.Address);

        var page = (await browser.Open("/")).Is("/signin");

        page.Says("call the API with a bearer token");
        Assert.DoesNotContain("school account", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada Admin", page.Text, StringComparison.Ordinal);
        (await browser.Open("/signin/school")).Is("/signin");
        (await browser.Send(HttpMethod.Post, "/signin", new FormUrlEncodedContent([new("user", $"{AppProcess.AdminId}")]), null))
            .Is(HttpStatusCode.Redirect);
        Assert.Null(browser.SignedIn);
    }
}
