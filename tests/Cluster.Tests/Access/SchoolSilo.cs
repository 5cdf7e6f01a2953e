using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Erasure;
using ZoomOrleans.Silo.Log;
using ZoomOrleans.Silo.Records;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>The grains on the logs and records of a database. They derive when they are asked to.</summary>
sealed class SchoolSilo : IAsyncDisposable
{
    /// <summary>Longer than a school stands in the database: a grain's own turn would come when its school is gone.</summary>
    static readonly TimeSpan Turn = TimeSpan.FromMinutes(10);

    readonly SiloDatabase _database;
    readonly InProcessTestCluster _cluster;

    SchoolSilo(SiloDatabase database, InProcessTestCluster cluster) => (_database, _cluster) = (database, cluster);

    public static async Task<SchoolSilo> Start(string connectionString)
    {
        var database = new SiloDatabase(connectionString);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(database)
            .AddSingleton<SchoolSettings>()
            .AddSingleton<LogReader>()
            .AddSingleton<LogRemoval>().AddSingleton<LogErasure>()
            .AddSingleton(new ErasureKey(null)).AddSingleton<ErasedPeople>()
            .AddSingleton<IMeetingLog, MeetingLog>()
            .AddSingleton<IMeetingRecords, MeetingRecords>()
            .AddSingleton(LaterTurns())
            .AddSingleton<LogWriter>()
            .AddHostedService(services => services.GetRequiredService<LogWriter>())
            .AddLogging(logging => logging.ClearProviders()));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new SchoolSilo(database, cluster);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _database.DisposeAsync();
    }

    public Task Derive(MeetingRow meeting) => Grain(meeting).Derive();

    public Task<LiveView?> View(MeetingRow meeting, string occurrence, Scope scope) =>
        Grain(meeting).View(occurrence, scope);

    IMeetingGrain Grain(MeetingRow meeting) => _cluster.Client.GetGrain<IMeetingGrain>(
        MeetingKey.Of(long.Parse(meeting.ZoomMeetingId, CultureInfo.InvariantCulture)));

    static DerivationPace LaterTurns()
    {
        var pace = new DerivationPace(TimeProvider.System);
        pace.Spent(Turn);
        pace.TakeTurn();
        return pace;
    }
}
