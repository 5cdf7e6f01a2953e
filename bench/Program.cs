using ZoomOrleans.Bench;
using ZoomOrleans.Bench.Disk;
using ZoomOrleans.Bench.Grains;
using ZoomOrleans.Bench.Ingest;
using ZoomOrleans.Bench.Paced;
using ZoomOrleans.Bench.Peers;
using ZoomOrleans.Bench.Starts;
using ZoomOrleans.Bench.Watchers;

const string Usage = """
    dotnet run -c Release --project bench [-- [watchers | cold | grains | start | disk] OPTIONS]

    Measures how many webhooks a second the program makes durable, against its peers on the same PostgreSQL.
    watchers: how much of that 500 people take who watch 50 lessons live.
    cold: how soon webhooks are answered that come when they come: of lessons that nobody has asked for yet, and at steady rates.
    grains: what they answer and keep, beside the same by SQL.
    start: from the start of the process until it is ready.
    disk: what PostgreSQL writes and keeps for a lesson.

    """;

switch (args)
{
    case [Peer.Verb, NothingDurable.Name]:
        await NothingDurable.Serve();
        return 0;
    case [Peer.Verb, UpsertPerWebhook.Name]:
        await UpsertPerWebhook.Serve();
        return 0;
    case [Peer.Verb, UpsertPerWebhook.KnownName]:
        await UpsertPerWebhook.ServeKnown();
        return 0;
    case [Peer.Verb, UpsertPerWebhook.TunedName]:
        await UpsertPerWebhook.ServeTuned();
        return 0;
}
Func<BenchSettings, string, Task>? chosen = args switch
{
    ["watchers", ..] => WatchersBenchmark.Run,
    ["cold", ..] => PacedBenchmark.Run,
    ["grains", ..] => GrainBenchmark.Run,
    ["start", ..] => StartBenchmark.Run,
    ["disk", ..] => DiskBenchmark.Run,
    _ => null,
};
if (BenchSettings.Parse(chosen is null ? args : args[1..]) is not { } settings)
{
    Console.Error.WriteLine(Usage + BenchSettings.Options);
    return 2;
}
var arguments = string.Join(' ', args.Prepend("--"));
await (chosen ?? IngestBenchmark.Run)(settings, arguments);
return 0;
