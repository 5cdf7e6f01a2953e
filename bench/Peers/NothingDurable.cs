namespace ZoomOrleans.Bench.Peers;

/// <summary>L1: answers 200 once a webhook is verified and read. No server that keeps anything can be faster.</summary>
static class NothingDurable
{
    public const string Name = "l1";

    public static Task Serve() => Peer.Serve(_ => Task.CompletedTask);
}
