using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.OrleansSql;

/// <summary>Orleans' own ADO.NET providers on a migrated database, wired as in a silo that is never started.</summary>
sealed class ProviderHost : IAsyncDisposable
{
    public const string ClusterId = "cluster";
    public const string StorageName = "storage";
    public const string Invariant = "Npgsql";

    readonly IHost _host;

    ProviderHost(TestDatabase database, bool deleteStateOnClear)
    {
        Database = database;
        _host = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseOrleans(silo => Configure(silo, deleteStateOnClear))
            .Build();
    }

    public TestDatabase Database { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Has the cluster's version row, as after the start of the first silo.</summary>
    public IMembershipTable Membership => Services.GetRequiredService<IMembershipTable>();

    public IGrainStorage Storage => Services.GetRequiredKeyedService<IGrainStorage>(StorageName);

    public static async Task<ProviderHost> Create(bool deleteStateOnClear = false)
    {
        var host = new ProviderHost(await TestDatabase.Create(), deleteStateOnClear);
        await host.Membership.InitializeMembershipTableAsync(tryInitTableVersion: true, CancellationToken.None);
        await LifecycleStart.Of(host.Storage);
        return host;
    }

    /// <summary>Opens the pool's connections, lest rivals come one after the other only because of that.</summary>
    public async Task Connect(int connections)
    {
        var opened = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => Database.Source.OpenConnectionAsync().AsTask()));
        foreach (var connection in opened)
            await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await Database.DisposeAsync();
    }

    void Configure(ISiloBuilder silo, bool deleteStateOnClear) =>
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ClusterId, "service"))
            .UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (Invariant, Database.Source))
            .AddAdoNetGrainStorage(StorageName, options =>
            {
                options.Invariant = Invariant;
                options.DataSource = Database.Source;
                options.DeleteStateOnClear = deleteStateOnClear;
            });
}
