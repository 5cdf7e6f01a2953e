namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>The one program of all tests that do not end it: <c>[Collection(SharedApp.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedApp : ICollectionFixture<SharedAppFixture>
{
    public const string Name = "shared app";
}

/// <summary>Starts with the first test that asks for it.</summary>
public sealed class SharedAppFixture : IAsyncLifetime
{
    readonly Lazy<Task<AppProcess>> _app = new(() => AppProcess.Start());

    internal Task<AppProcess> App => _app.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_app.IsValueCreated && _app.Value.IsCompletedSuccessfully)
            await _app.Value.Result.DisposeAsync();
    }
}
