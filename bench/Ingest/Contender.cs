using ZoomOrleans.Bench.Load;
using ZoomOrleans.Bench.Machine;
using ZoomOrleans.Bench.Servers;

namespace ZoomOrleans.Bench.Ingest;

/// <summary>One in the race, with the webhooks that it has not had yet.</summary>
/// <param name="servers">Its processes; the first is sent the webhooks.</param>
sealed class Contender(string name, ServerProcess[] servers, RequestMaker maker, int connections, int postmaster)
{
    const int WarmUpPart = 20_000;

    /// <summary>So little may a server and PostgreSQL still do, in CPU seconds per second, to be called quiet.</summary>
    const double QuietShare = 0.05;

    static readonly TimeSpan QuietPoll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan QuietPatience = TimeSpan.FromMinutes(2);

    double _perSecond;

    public string Name => name;

    public List<Round> Rounds { get; } = [];

    public List<Round> Dropped { get; } = [];

    public void WarmUp(int requests)
    {
        using var sender = new Sender(servers[0].Port, connections);
        for (var left = requests; left > 0; left -= WarmUpPart)
            _perSecond = sender.Send(maker.Next(Math.Min(left, WarmUpPart))).PerSecond;
    }

    /// <summary>One round, and behind it what the server put off until it had time.</summary>
    public async Task<Round> Measure(double seconds)
    {
        var requests = maker.Next((int)(_perSecond * seconds));
        // Connections that rest between rounds would be closed by the server.
        using var sender = new Sender(servers[0].Port, connections);
        GC.Collect();
        var before = CpuNow();
        var sent = sender.Send(requests);
        var after = CpuNow();
        _perSecond = sent.PerSecond;
        return new Round(sent, before, after, await Quiet(after));
    }

    CpuUse CpuNow() => CpuUse.Now([.. servers.Select(server => server.Id)], postmaster);

    async Task<CpuUse> Quiet(CpuUse since)
    {
        var last = since;
        for (var waited = TimeSpan.Zero; waited < QuietPatience; waited += QuietPoll)
        {
            await Task.Delay(QuietPoll);
            var now = CpuNow();
            if (now.Server + now.Database - last.Server - last.Database < QuietPoll * QuietShare)
                return now;
            last = now;
        }
        return last;
    }
}
