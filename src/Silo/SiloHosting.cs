using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using ZoomOrleans.Silo.DueWork;
using ZoomOrleans.Silo.Erasure;
using ZoomOrleans.Silo.Log;
using ZoomOrleans.Silo.Meetings;
using ZoomOrleans.Silo.Postgres;
using ZoomOrleans.Silo.Reconciliation;
using ZoomOrleans.Silo.Records;
using ZoomOrleans.Silo.Retention;
using ZoomOrleans.Silo.Registration;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo;

/// <summary>How a host becomes a silo, and how one becomes a client of silos elsewhere.</summary>
public static class SiloHosting
{
    const string Invariant = "Npgsql";
    const string ServiceId = "zoomorleans";
    static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>For views and derivations of large meetings; a webhook has a deadline of its own, which is shorter.</summary>
    static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The grains with what stands behind their seams, in this process.</summary>
    /// <param name="isAlone">A cluster of this one silo, which waits for no silo of the past; else one of many.</param>
    public static void AddSilo(this IHostApplicationBuilder builder, PostgresHosting postgres, bool isAlone)
    {
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.AddSchool();
        builder.AddZoom();
        builder.AddReconciliation();
        builder.AddRegistration();
        builder.Services.AddTransient<MeetingsFromZoom>().AddTransient<FollowedRows>();
        // A grain that cannot read its log fails its callers, who say so in a line. Orleans would add two stack traces to
        // each: while the database is away, thousands a minute.
        builder.Logging.AddFilter("Orleans.Grain", LogLevel.Critical);
        // A meeting may tell once more of a change to a page that was closed, which Orleans calls an error.
        builder.Logging.AddFilter("Orleans.Runtime.HostedClient", LogLevel.Critical);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddErasure(postgres, isAlone);
        builder.Services.AddSingleton<LogReader>().AddSingleton<LogRemoval>().AddSingleton<LogErasure>();
        builder.Services.AddSingleton<IMeetingLog, MeetingLog>();
        builder.Services.AddSingleton<IMeetingRecords, MeetingRecords>();
        builder.Services.AddSingleton<DerivationPace>().AddSingleton<RetentionRun>();
        // Hosted services stop in reverse order: the writer outlives the grains that write through it.
        builder.Services.AddSingleton(services => new LogWriter(postgres.Log, services.GetRequiredService<ILogger<LogWriter>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<LogWriter>());
        builder.UseOrleans(silo =>
        {
            if (isAlone)
                silo.ListenAlone(builder.Configuration);
            else
                silo.JoinCluster(builder.Configuration, postgres);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            silo.AddGrainStorage(postgres.Login);
        });
        builder.Services.AddHostedService<DueWorkPoller>();
    }

    /// <summary>No grains in this process: calls go to the silos of the cluster.</summary>
    public static void AddClusterClient(this IHostApplicationBuilder builder, PostgresHosting postgres)
    {
        builder.AddZoom();
        builder.AddReconciliation();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => Name(options, builder.Configuration));
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            client.UseAdoNetClustering(options =>
            {
                options.Invariant = Invariant;
                options.DataSource = postgres.Login;
            });
        });
    }

    /// <summary>Where grains keep what is not in a meeting's log.</summary>
    internal static void AddGrainStorage(this ISiloBuilder silo, NpgsqlDataSource database) =>
        silo.AddAdoNetGrainStorageAsDefault(options =>
        {
            options.Invariant = Invariant;
            options.DataSource = database;
            options.GrainStorageSerializer = new SystemTextJsonGrainStorageSerializer(
                Options.Create(new SystemTextJsonGrainStorageSerializerOptions()));
        });

    /// <summary>Of several silos nobody knows where they share a key, unless it is said.</summary>
    static void AddErasure(this IHostApplicationBuilder builder, PostgresHosting postgres, bool isAlone)
    {
        var directory = builder.Configuration["Erasure:KeyDirectory"] is { Length: > 0 } given
            ? KeyDirectory.Make(given, "Erasure__KeyDirectory").FullName : isAlone ? postgres.OwnDirectory : null;
        builder.Services.AddSingleton(new ErasureKey(directory)).AddSingleton<ErasedPeople>();
        builder.Services.AddTransient<Erasures>().AddTransient<LogScan>().AddTransient<Stragglers>();
    }

    static void ListenAlone(this ISiloBuilder silo, IConfiguration configuration) =>
        silo.UseLocalhostClustering(
            Port(configuration, "SiloPort"), Port(configuration, "GatewayPort"), null, ServiceId, Guid.NewGuid().ToString("N"));

    static void JoinCluster(this ISiloBuilder silo, IConfiguration configuration, PostgresHosting postgres)
    {
        silo.Configure<ClusterOptions>(options => Name(options, configuration));
        silo.ConfigureEndpoints(
            configuration["Cluster:AdvertisedAddress"] ?? "127.0.0.1",
            Port(configuration, "SiloPort"), Port(configuration, "GatewayPort"), listenOnAnyHostAddress: false);
        // A silo that was killed is noticed in seconds, and a new one does not wait long for the dead.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(2);
            options.NumMissedProbesLimit = 2;
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = Invariant;
            options.DataSource = postgres.Login;
        });
    }

    static void Name(ClusterOptions options, IConfiguration configuration) =>
        (options.ServiceId, options.ClusterId) = (ServiceId, configuration["Cluster:Id"] ?? ServiceId);

    static int Port(IConfiguration configuration, string name) =>
        configuration.GetValue<int?>($"Cluster:{name}") ?? FreePort.Find();
}
