using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

public sealed class ProviderAwayTests
{
    [PostgresFact]
    public async Task A_provider_that_does_not_answer_is_told_and_found_again_when_it_is_back()
    {
        var port = FreePort.Find();
        await using var app = await AppProcess.Start(SignInFixture.Settings(new Uri($"http://127.0.0.1:{port}/")));
        using var browser = new Browser(app.Address);

        (await browser.SignIn("/teacher/meetings")).Is("/signin", HttpStatusCode.ServiceUnavailable).Says("does not answer");
        (await app.Admin.Get("/api/users")).Is(HttpStatusCode.OK);

        await using var provider = await OpenIdProvider.Start(port);
        await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        (await browser.SignIn("/teacher/meetings")).Is("/teacher/meetings").Says("Tess Teacher");
    }

    [PostgresFact]
    public async Task A_provider_that_goes_away_in_the_middle_signs_nobody_in_and_whoever_is_in_stays()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var app = await AppProcess.Start(SignInFixture.Settings(provider.Address));
        await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        using var signedIn = new Browser(app.Address);
        (await signedIn.SignIn()).Is("/");
        using var browser = new Browser(app.Address);
        var away = (await browser.Step("/signin/school?returnUrl=/teacher/meetings")).Response.Headers.Location!;
        var callback = (await browser.Step(away.AbsoluteUri)).Response.Headers.Location!;

        await provider.DisposeAsync();

        var page = (await browser.Open(callback.AbsoluteUri)).Is("/signin", HttpStatusCode.ServiceUnavailable);
        page.Says("does not answer");
        page.Says("value=\"/teacher/meetings\"");
        Assert.Null(browser.SignedIn);
        (await signedIn.Open("/")).Is("/");
        Assert.DoesNotContain(app.Log, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
    }
}
