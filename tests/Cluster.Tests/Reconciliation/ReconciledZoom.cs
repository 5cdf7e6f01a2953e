using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Meetings;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>
/// Two programs, each with a Zoom of its own, for all tests here that do not end them or take all that Zoom gives. Their
/// reports differ: of somebody who was in breakout rooms the one has a row for the whole visit and more for the rooms, the
/// other one for each stay.
/// </summary>
public sealed class ReconciledZoomFixture : IAsyncLifetime
{
    readonly Lazy<Task<ZoomApp>> _whole = new(() => Start(new()));
    readonly Lazy<Task<ZoomApp>> _split = new(() => Start(new() { ReportsSplitAtBreakouts = true }));

    internal Task<ZoomApp> App => _whole.Value;

    internal Task<ZoomApp> With(bool splitRows) => splitRows ? _split.Value : _whole.Value;

    internal static async Task<ZoomApp> Start(SimulatedZoomOptions options, params (string, string)[] settings)
    {
        var zoom = await SimulatedZoom.Start(options);
        var app = await AppProcess.Start([.. ZoomApp.Settings(zoom), .. settings]);
        return new ZoomApp { Zoom = zoom, Pages = new(zoom), App = app };
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var started in new[] { _whole, _split }.Where(one => one.IsValueCreated))
            await (await started.Value).DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class ReconciledZoom : ICollectionFixture<ReconciledZoomFixture>
{
    public const string Name = "reconciliation";
}
