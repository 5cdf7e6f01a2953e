using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
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

    bool OwnsZoom { get; init; }

    /// <summary>The first silo's.</summary>
    public IZoomApi Api => Of(0);

    public IZoomAccountGrain Account =>
        Services(0).GetRequiredService<ZoomAccount>().Grain;

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
        return new ZoomSilos(simulated, await Deploy(simulated, silos, database, log, settings)) { OwnsZoom = true };
    }

    /// <summary>Silos that know nothing of these, on the same database: what happens in them happens twice.</summary>
    public async Task<ZoomSilos> Rival(TestDatabase database) => new(Zoom, await Deploy(Zoom, 1, database, null, []));

    static async Task<InProcessTestCluster> Deploy(
        SimulatedZoom simulated, int silos, TestDatabase? database, ILoggerProvider? log, (string Name, string Value)[] settings)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ServiceId = "zoom";
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(Pairs(Settings(simulated))).AddInMemoryCollection(Pairs(settings));
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
        return cluster;
    }

    public IZoomApi Of(int silo) => Services(silo).GetRequiredService<IZoomApi>();

    public IServiceProvider Services(int silo) => _cluster.GetSiloServiceProvider(_cluster.Silos[silo].SiloAddress);

    /// <summary>Returns when the grain answers again, in a silo that knows nothing.</summary>
    public async Task KillAllAndStartAnew()
    {
        var old = _cluster.Silos.ToList();
        await _cluster.StartAdditionalSiloAsync();
        foreach (var silo in old)
            await _cluster.KillSiloAsync(silo);
        await Wait.Until(Answers, () => "the account answers from the new silo", TimeSpan.FromMinutes(1));
    }

    /// <summary>Returns when the grain answers from another silo.</summary>
    public async Task KillSiloOfAccount()
    {
        var address = await Services(0).GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0)
            .GetActivationAddress(Account);
        await _cluster.KillSiloAsync(_cluster.Silos.Single(silo => silo.SiloAddress.Equals(address)));
        await Wait.Until(Answers, () => "the account answers from another silo", TimeSpan.FromMinutes(1));
    }

    /// <summary>A silo that does not hold the account's grain.</summary>
    public async Task<int> OtherThanAccounts()
    {
        var address = await Services(0).GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0)
            .GetActivationAddress(Account);
        return Enumerable.Range(0, _cluster.Silos.Count).First(i => !_cluster.Silos[i].SiloAddress.Equals(address));
    }

    async Task<bool> Answers()
    {
        try
        {
            await Account.Usage();
            return true;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        if (OwnsZoom)
            await Zoom.DisposeAsync();
    }

    /// <summary>
    /// Asks for a meeting that nobody has, until Zoom says so. The first token and the first call take long, and by a fast
    /// clock too long.
    /// </summary>
    public async Task WarmUp()
    {
        foreach (var silo in Enumerable.Range(0, _cluster.Silos.Count))
            await Wait.Until(
                async () => await Record.ExceptionAsync(() => Of(silo).Get(1)) is ZoomException { Code: 3001 },
                () => "Zoom answers", TimeSpan.FromMinutes(1));
    }

    /// <summary>Makes a meeting of the usual host, whatever goes wrong otherwise.</summary>
    public async Task<long> AddMeeting() => (await Api.Create(Host, NewMeeting)).Id;

    public static ZoomMeetingRequest NewMeeting => new()
    {
        Topic = "Mathematics", Type = 2, Duration = 45, StartTime = new DateTimeOffset(2100, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)),
        Timezone = "Asia/Manila", Settings = new() { ApprovalType = 0 },
    };

    static IEnumerable<KeyValuePair<string, string?>> Pairs(IEnumerable<(string Name, string Value)> settings) =>
        settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value));

    static IEnumerable<(string Name, string Value)> Settings(SimulatedZoom zoom) =>
    [
        ("Zoom:AccountId", zoom.Options.AccountId), ("Zoom:ClientId", zoom.Options.ClientId),
        ("Zoom:ClientSecret", zoom.Options.ClientSecret), ("Zoom:Plan", $"{zoom.Options.Plan}"),
        ("Zoom:OAuthBaseUrl", $"{zoom.Address}"), ("Zoom:ApiBaseUrl", $"{zoom.ApiAddress}"),
    ];
}
