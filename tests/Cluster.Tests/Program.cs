using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests;

/// <summary>What the tests run as a process of its own, to be killed. The test runner itself does not come by here.</summary>
static class Program
{
    static async Task<int> Main(string[] args)
    {
        if (args is not [HoldPostgres.Verb, var directory])
            return 1;

        await HoldPostgres.Run(directory);
        return 0;
    }
}
