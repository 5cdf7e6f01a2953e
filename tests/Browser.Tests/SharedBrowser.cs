using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Meetings;
using ZoomOrleans.Cluster.Tests.Reconciliation;
using ZoomOrleans.Cluster.Tests.SignIn;
using SchoolAccount = ZoomOrleans.Cluster.Tests.SignIn.Account;
using Visitor = ZoomOrleans.Cluster.Tests.SignIn.Browser;

namespace ZoomOrleans.Browser.Tests;

/// <summary>One browser and one program for the tests of a collection: <c>[Collection(SharedBrowser.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<SharedBrowserFixture>
{
    public const string Name = "shared browser";
}

/// <summary>Others, so that the many scenes are looked at beside the other tests.</summary>
[CollectionDefinition(Name)]
public sealed class SceneBrowser : ICollectionFixture<SharedBrowserFixture>
{
    public const string Name = "browser of the scenes";
}

/// <summary>Others, for what is timed: nothing else runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietBrowser : ICollectionFixture<SharedBrowserFixture>
{
    public const string Name = "browser without neighbours";
}

/// <summary>Starts both with the first test that asks for them, and the OpenID provider that people sign in by.</summary>
public sealed class SharedBrowserFixture : IAsyncLifetime
{
    /// <summary>Nobody here waits for what does not come; and the machine may be busy.</summary>
    const float PatienceMs = 20_000;

    readonly Lazy<Task<(OpenIdProvider Provider, ZoomApp Zoom)>> _school = new(StartSchool);
    readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _browser = new(StartBrowser);
    readonly Dictionary<Guid, SchoolAccount> _accounts = [];
    readonly Dictionary<Guid, Microsoft.Playwright.Cookie> _signedIn = [];

    public Task InitializeAsync() => Task.CompletedTask;

    internal async Task<AppProcess> App() => (await Zoom()).App;

    /// <summary>The program with a Zoom that it can ask.</summary>
    internal async Task<ZoomApp> Zoom() => (await _school.Value).Zoom;

    /// <summary>
    /// Does something on a page of a browser in which this user is signed in. Whatever goes wrong meanwhile fails the test,
    /// which then leaves a picture and the console behind.
    /// </summary>
    /// <param name="user">Null: nobody is signed in.</param>
    /// <param name="test">What is done, and looked at.</param>
    /// <param name="name">What is left behind is called so.</param>
    /// <param name="hasScript">Whether the browser runs any.</param>
    internal async Task Browse(
        Guid? user, Func<Tab, Task> test, [CallerMemberName] string name = "", bool hasScript = true)
    {
        var app = await App();
        await using var context = await (await _browser.Value).Browser.NewContextAsync(new()
        {
            BaseURL = app.Address.AbsoluteUri,
            ViewportSize = new() { Width = Screens.Usual, Height = Screens.Height },
            JavaScriptEnabled = hasScript,
            // Far from the school, whose times the pages are to show.
            TimezoneId = "America/New_York",
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(PatienceMs);
        if (user is { } known)
            await context.AddCookiesAsync([await SignedIn(known)]);
        await new Tab(await context.NewPageAsync()).Try(test, name);
    }

    /// <summary>From now on it is this user who comes to the provider.</summary>
    internal async Task IsAtProvider(Guid user)
    {
        var (provider, zoom) = await _school.Value;
        if (!_accounts.TryGetValue(user, out var account))
        {
            account = _accounts[user] = SchoolAccount.New();
            (await zoom.App.Admin.Put($"/api/users/{user}/identities", new { issuer = provider.Issuer, subject = account.Subject }))
                .Is(HttpStatusCode.NoContent);
        }
        provider.Account = account;
    }

    public async Task DisposeAsync()
    {
        if (_browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await _browser.Value.Result.Browser.DisposeAsync();
            _browser.Value.Result.Driver.Dispose();
        }
        if (_school is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await _school.Value.Result.Zoom.DisposeAsync();
            await _school.Value.Result.Provider.DisposeAsync();
        }
    }

    /// <summary>The cookie of a real sign-in, made once for each user.</summary>
    async Task<Microsoft.Playwright.Cookie> SignedIn(Guid user)
    {
        if (_signedIn.TryGetValue(user, out var known))
            return known;
        await IsAtProvider(user);
        using var visitor = new Visitor((await App()).Address);
        await visitor.SignIn();
        var cookie = visitor.SignedIn ?? throw new InvalidOperationException($"The provider did not sign in {user}.");
        return _signedIn[user] = new()
        {
            Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = true,
            SameSite = SameSiteAttribute.Lax,
        };
    }

    static async Task<(OpenIdProvider, ZoomApp)> StartSchool()
    {
        var provider = await OpenIdProvider.Start();
        return (provider, await ReconciledZoomFixture.Start(new(), SignInFixture.Settings(provider.Address)));
    }

    static async Task<(IPlaywright, IBrowser)> StartBrowser()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        var driver = await Playwright.CreateAsync();
        return (driver, await Chromium.Launch(driver));
    }
}
