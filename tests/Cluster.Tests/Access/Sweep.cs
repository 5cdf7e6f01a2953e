using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.EndpointReport;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>One request of the sweep, and what came back.</summary>
sealed record Call(Person Person, Route Route, string Path, Answer Answer, string Text)
{
    const int CharactersShown = 300;

    public override string ToString() =>
        $"{Route.Name} as {Person}: {(int)Answer.Status}, {Text[..Math.Min(Text.Length, CharactersShown)]}";
}

/// <summary>Everybody asks every route of a table; and then whatever can be read, of both lessons.</summary>
static class Sweep
{
    public static async Task<IReadOnlyList<Call>> Run(World world, IReadOnlyList<Route> routes)
    {
        var calls = new List<Call>();
        var requests = new Requests(world);
        foreach (var person in Enum.GetValues<Person>())
        foreach (var route in routes)
        {
            var call = await Ask(world, person, route, await requests.Path(route), await requests.Body(route));
            requests.Note(route, call.Answer);
            calls.Add(call);
        }
        return calls;
    }

    /// <summary>What the lesson that lasts gives to read, attendance as files, and the pages.</summary>
    public static async Task<IReadOnlyList<Call>> Read(World world)
    {
        var calls = new List<Call>();
        var requests = new Requests(world);
        foreach (var person in Enum.GetValues<Person>())
        {
            foreach (var route in RouteTable.Routes.Where(IsOfMeeting))
                calls.Add(await Ask(world, person, route, await requests.Path(route, ("id", $"{world.Live.Id}"))));
            foreach (var route in RouteTable.Routes.Where(IsExported))
                calls.Add(await Ask(world, person, route, $"{await requests.Path(route)}?format=csv"));
            foreach (var page in PageTests.Paths)
            foreach (var meeting in new[] { world.Held, world.Live })
                calls.Add(await Ask(world, person, new Route(HttpMethod.Get, page, []), PageTests.Of(meeting, page)));
        }
        return calls;
    }

    static bool IsOfMeeting(Route route) =>
        route.Method == HttpMethod.Get && route.Path.StartsWith("/api/zoom/meetings/{id}", StringComparison.Ordinal);

    /// <summary>A spreadsheet is packed, and says nothing that the other file does not.</summary>
    static bool IsExported(Route route) =>
        route.Method == HttpMethod.Get && route.Path.EndsWith("/attendance", StringComparison.Ordinal);

    public static async Task<Call> Ask(World world, Person person, Route route, string path, object? body = null)
    {
        var answer = await world.As(person).Send(route.Method, path, body);
        return new Call(person, route, path, answer, answer.Body);
    }
}

/// <summary>A program of these tests' own, in which everybody has asked everything once.</summary>
public sealed class AccessFixture : IAsyncLifetime
{
    readonly string _endpoints = Path.Combine(Path.GetTempPath(), $"endpoints-{Guid.NewGuid():N}.json");
    readonly Lazy<Task<AppProcess>> _app;
    readonly Lazy<Task<World>> _world;
    readonly Lazy<Task<IReadOnlyList<Call>>> _calls;
    readonly Lazy<Task<IReadOnlyList<Call>>> _pages;
    readonly Lazy<Task<IReadOnlyList<Call>>> _reads;

    public AccessFixture()
    {
        _app = new(() => AppProcess.Start(
            ("DOTNET_STARTUP_HOOKS", typeof(EndpointWriter).Assembly.Location), (EndpointWriter.FileVariable, _endpoints)));
        _world = new(async () => await Access.World.Make(await _app.Value));
        _calls = new(async () => await Sweep.Run(await _world.Value, RouteTable.Routes));
        _pages = new(async () => await Sweep.Run(await _world.Value, PageTable.Pages));
        _reads = new(async () => await Sweep.Read(await _world.Value));
    }

    internal Task<AppProcess> App => _app.Value;

    internal Task<World> World => _world.Value;

    /// <summary>Of every route by everybody.</summary>
    internal Task<IReadOnlyList<Call>> Calls => _calls.Value;

    /// <summary>Of every page and form by everybody.</summary>
    internal Task<IReadOnlyList<Call>> Pages => _pages.Value;

    /// <summary>Those, and what else there is to read.</summary>
    internal async Task<IReadOnlyList<Call>> AllCalls() =>
        [.. await _calls.Value, .. await _pages.Value, .. await _reads.Value];

    internal async Task<IReadOnlyList<MappedEndpoint>> Endpoints()
    {
        await _app.Value;
        await Postgres.Wait.Until(() => File.Exists(_endpoints), "the program has written down its endpoints");
        return JsonSerializer.Deserialize<List<MappedEndpoint>>(await File.ReadAllTextAsync(_endpoints))!;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_app.IsValueCreated && _app.Value.IsCompletedSuccessfully)
            await _app.Value.Result.DisposeAsync();
        File.Delete(_endpoints);
    }
}

/// <summary>The program of all tests of access: <c>[Collection(AccessSweep.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class AccessSweep : ICollectionFixture<AccessFixture>
{
    public const string Name = "access";
}
