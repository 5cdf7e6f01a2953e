using ZoomOrleans.Bench;
using ZoomOrleans.Bench.Ingest;
using ZoomOrleans.Bench.Peers;

const string Usage = """
    dotnet run -c Release --project bench [-- OPTIONS]

    Measures how many webhooks a second the program makes durable, against its peers on the same PostgreSQL.

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
if (BenchSettings.Parse(args) is not { } settings)
{
    Console.Error.WriteLine(Usage + BenchSettings.Options);
    return 2;
}
await IngestBenchmark.Run(settings, string.Join(' ', args.Prepend("--")));
return 0;
