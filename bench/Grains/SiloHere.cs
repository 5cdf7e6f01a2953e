using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ZoomOrleans.Bench.Load;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Postgres;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Bench.Grains;

/// <summary>The product's silo in this process, so that calls to grains are measured without HTTP.</summary>
sealed class SiloHere : IAsyncDisposable
{
    readonly IHost _host;
    readonly PostgresHosting _postgres;

    SiloHere(IHost host, PostgresHosting postgres) => (_host, _postgres) = (host, postgres);

    public IMeetingLog Log => _host.Services.GetRequiredService<IMeetingLog>();

    public static async Task<SiloHere> Start(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = connectionString,
            ["Cluster:SiloPort"] = Port(),
            ["Cluster:GatewayPort"] = Port(),
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var postgres = await PostgresHosting.Start(builder.Configuration, EmbeddedDirectory.Default);
        postgres.AddTo(builder.Services);
        builder.AddSilo(postgres, isAlone: true);
        var silo = new SiloHere(builder.Build(), postgres);
        await silo._host.StartAsync();
        return silo;
    }

    public IMeetingGrain Meeting(long number) =>
        _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IMeetingGrain>(MeetingKey.Of(number));

    /// <summary>Records the webhooks from the n-th on of each student, so many; a lesson's in order.</summary>
    public async Task Record(Lessons lessons, int from, int count)
    {
        for (var n = from; n < from + count; n++)
            foreach (var students in Enumerable.Range(0, lessons.Students).Chunk(1_000))
                await Task.WhenAll(students.Select(student =>
                {
                    var recorded = (ZoomEvent.Recorded)ZoomEvent.Parse(lessons.Body(student, n));
                    return Meeting(recorded.MeetingId).Record(recorded.Entry);
                }));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _postgres.DisposeAsync();
    }

    static string Port() => FreePort.Find().ToString(CultureInfo.InvariantCulture);
}
