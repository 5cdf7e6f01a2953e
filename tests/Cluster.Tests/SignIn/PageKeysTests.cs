using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

public sealed class PageKeysTests
{
    [PostgresFact]
    public async Task Who_is_signed_in_stays_so_in_every_process_with_the_same_keys_whenever_it_starts()
    {
        var keys = TestDirectory.New();
        await using var provider = await OpenIdProvider.Start();
        (string, string)[] settings = [.. SignInFixture.Settings(provider.Address), ("DataProtection__KeysDirectory", keys)];
        await using var app = await AppProcess.Start(settings);
        await using var second = AppProcess.On(app.Database, settings);
        await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");
        using var browser = new Browser(app.Address);
        (await browser.SignIn()).Is("/");
        var token = await browser.FormToken();

        await app.Stop();
        await second.Launch();

        // Cookies know no ports: the browser takes the other process for the same site.
        (await browser.Open($"{second.Address}")).Is("/").Says("Tess Teacher");
        (await browser.Send(HttpMethod.Post, $"{second.Address}signout", null, token)).Is(HttpStatusCode.Redirect);
        Assert.NotEmpty(Directory.GetFiles(keys, "key-*.xml"));
    }

    [PostgresFact]
    public async Task The_keys_lie_beside_the_embedded_database_and_only_their_owner_reads_them()
    {
        var data = TestDirectory.New();
        await using var provider = await OpenIdProvider.Start();
        await using var app = AppProcess.OnServer(
            null, [.. SignInFixture.Settings(provider.Address), ("Embedded__DataDirectory", data)]);
        await app.Launch();
        (await app.Admin.Put(
            $"/api/users/{AppProcess.AdminId}/identities", new { issuer = provider.Issuer, subject = provider.Account.Subject }))
            .Is(HttpStatusCode.NoContent);
        using var browser = new Browser(app.Address);
        (await browser.SignIn()).Is("/");

        await app.Stop();

        var keys = new DirectoryInfo(Path.Combine(data, "keys"));
        Assert.NotEmpty(keys.GetFiles("key-*.xml"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, keys.UnixFileMode);
    }
}
