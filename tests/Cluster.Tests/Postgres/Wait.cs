using System.Diagnostics;

namespace ZoomOrleans.Cluster.Tests.Postgres;

static class Wait
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public static async Task Until(Func<bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < Timeout, $"Waited in vain until {what}.");
            await Task.Delay(PollInterval);
        }
    }
}
