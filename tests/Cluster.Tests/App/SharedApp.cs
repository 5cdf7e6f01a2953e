namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>One program for many tests that do not end it: <c>[Collection(SharedApp.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedApp : ICollectionFixture<SharedAppFixture>
{
    public const string Name = "shared app";
}

/// <summary>Another, so that tests of pages run beside those.</summary>
[CollectionDefinition(Name)]
public sealed class SharedAppOfPages : ICollectionFixture<SharedAppFixture>
{
    public const string Name = "shared app of pages";
}

/// <summary>Another, so that tests of lessons run beside those.</summary>
[CollectionDefinition(Name)]
public sealed class SharedAppOfLessons : ICollectionFixture<SharedAppFixture>
{
    public const string Name = "shared app of lessons";
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
