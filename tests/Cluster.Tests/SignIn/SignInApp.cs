using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.SignIn;

/// <summary>The program with an OpenID provider, for the tests that end neither: <c>[Collection(SignInApp.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class SignInApp : ICollectionFixture<SignInFixture>
{
    public const string Name = "sign-in";
}

/// <summary>Both start with the first test that asks for them.</summary>
public sealed class SignInFixture : IAsyncLifetime
{
    readonly Lazy<Task<(OpenIdProvider, AppProcess)>> _both = new(Start);

    internal Task<(OpenIdProvider Provider, AppProcess App)> Both => _both.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (!_both.IsValueCreated || !_both.Value.IsCompletedSuccessfully)
            return;
        var (provider, app) = _both.Value.Result;
        await app.DisposeAsync();
        await provider.DisposeAsync();
    }

    static async Task<(OpenIdProvider, AppProcess)> Start()
    {
        var provider = await OpenIdProvider.Start();
        return (provider, await AppProcess.Start(Settings(provider.Address)));
    }

    /// <summary>The provider signs people into the pages, and its tokens for the API are accepted.</summary>
    internal static (string, string)[] Settings(Uri provider) =>
    [
        ("Authentication__Schemes__OpenIdConnect__Authority", provider.AbsoluteUri),
        ("Authentication__Schemes__OpenIdConnect__RequireHttpsMetadata", "false"),
        ("Authentication__Schemes__OpenIdConnect__ClientId", OpenIdProvider.ClientId),
        ("Authentication__Schemes__OpenIdConnect__ClientSecret", OpenIdProvider.ClientSecret),
        ("Authentication__Schemes__Bearer__Authority", provider.AbsoluteUri),
        ("Authentication__Schemes__Bearer__RequireHttpsMetadata", "false"),
        ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"),
    ];
}
