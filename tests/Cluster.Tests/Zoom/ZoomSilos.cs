using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>A simulated Zoom, and silos that talk to it as the program's own do: each has a client of its own.</summary>
sealed class ZoomSilos : IAsyncDisposable
{
    public static readonly string Host = SimulatedZoomOptions.UsualHost.Id;

    readonly InProcessTestCluster _cluster;

    ZoomSilos(SimulatedZoom zoom, InProcessTestCluster cluster) => (Zoom, _cluster) = (zoom, cluster);

    public SimulatedZoom Zoom { get; }

    /// <summary>The first silo's.</summary>
    public IZoomApi Api => Of(0);

    public IZoomAccountGrain Account =>
        _cluster.Client.GetGrain<IZoomAccountGrain>($"zoom:{Zoom.Options.AccountId}");

    /// <param name="zoom">How Zoom behaves; both have its clock.</param>
    /// <param name="silos">How many.</param>
    /// <param name="database">Where grains keep their state; null: in memory.</param>
    /// <param name="log">Gets every line of every level.</param>
    /// <param name="settings">Beside those that point to Zoom.</param>
    public static async Task<ZoomSilos> Start(
        SimulatedZoomOptions? zoom = null, int silos = 1, TestDatabase? database = null, ILoggerProvider? log = null,
        params (string Name, string Value)[] settings)
    {
        var simulated = await SimulatedZoom.Start(zoom);
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(
                Settings(simulated).Concat(settings).Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
            host.Services.AddSingleton(simulated.Options.Clock).UseTimeProviderForBackgroundAreas(TimeProvider.System);
            host.Logging.ClearProviders();
            if (log is not null)
                host.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
            host.AddZoom();
        });
        builder.ConfigureSilo((_, silo) =>
        {
            if (database is null)
                silo.AddMemoryGrainStorageAsDefault();
            else
                silo.AddGrainStorage(database.Source);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new ZoomSilos(simulated, cluster);
    }

    public IZoomApi Of(int silo) => Services(silo).GetRequiredService<IZoomApi>();

    public IServiceProvider Services(int silo) => _cluster.GetSiloServiceProvider(_cluster.Silos[silo].SiloAddress);

    /// <summary>One after the other; the grain finds itself anew in a silo that knows nothing.</summary>
    public async Task KillAllAndStartAnew()
    {
        var old = _cluster.Silos.ToList();
        await _cluster.StartAdditionalSiloAsync();
        foreach (var silo in old)
            await _cluster.KillSiloAsync(silo);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await Zoom.DisposeAsync();
    }

    /// <summary>Makes a meeting of the usual host, whatever goes wrong otherwise.</summary>
    public async Task<long> AddMeeting() => (await Api.Create(Host, NewMeeting)).Id;

    public static ZoomMeetingRequest NewMeeting => new()
    {
        Topic = "Mathematics", Type = 2, Duration = 45, StartTime = new DateTimeOffset(2100, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)),
        Timezone = "Asia/Manila", Settings = new() { ApprovalType = 0 },
    };

    static IEnumerable<(string Name, string Value)> Settings(SimulatedZoom zoom) =>
    [
        ("Zoom:AccountId", zoom.Options.AccountId), ("Zoom:ClientId", zoom.Options.ClientId),
        ("Zoom:ClientSecret", zoom.Options.ClientSecret), ("Zoom:Plan", $"{zoom.Options.Plan}"),
        ("Zoom:OAuthBaseUrl", $"{zoom.Address}"), ("Zoom:ApiBaseUrl", $"{zoom.ApiAddress}"),
    ];
}
