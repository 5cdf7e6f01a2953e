using System.Diagnostics;

namespace ZoomOrleans.Cluster.Tests.Postgres;

static class Wait
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public static Task Until(Func<bool> condition, string what, TimeSpan? timeout = null) =>
        Until(() => Task.FromResult(condition()), () => what, timeout);

    /// <param name="condition">Asked again until it holds.</param>
    /// <param name="what">Says what was waited for, and what is so instead.</param>
    /// <param name="timeout">Else 20 s.</param>
    public static async Task Until(Func<Task<bool>> condition, Func<string> what, TimeSpan? timeout = null)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < (timeout ?? Timeout), $"Waited in vain until {what()}.");
            await Task.Delay(PollInterval);
        }
    }
}
