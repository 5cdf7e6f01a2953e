using ZoomOrleans.Bench;
using ZoomOrleans.Bench.Ingest;
using ZoomOrleans.Bench.Peers;
using ZoomOrleans.Bench.Watchers;

const string Usage = """
    dotnet run -c Release --project bench [-- [watchers] OPTIONS]

    Measures how many webhooks a second the program makes durable, against its peers on the same PostgreSQL.
    watchers: how much of that 500 people take who watch 50 lessons live.

    """;

switch (args)
{
    case [Peer.Verb, NothingDurable.Name]:
        await NothingDurable.Serve();
        return 0;
    case [Peer.Verb, UpsertPerWebhook.Name]:
        await UpsertPerWebhook.Serve();
        return 0;
    case [Peer.Verb, UpsertPerWebhook.TunedName]:
        await UpsertPerWebhook.ServeTuned();
        return 0;
}
var isOfWatchers = args is ["watchers", ..];
if (BenchSettings.Parse(isOfWatchers ? args[1..] : args) is not { } settings)
{
    Console.Error.WriteLine(Usage + BenchSettings.Options);
    return 2;
}
var arguments = string.Join(' ', args.Prepend("--"));
await (isOfWatchers ? WatchersBenchmark.Run(settings, arguments) : IngestBenchmark.Run(settings, arguments));
return 0;
