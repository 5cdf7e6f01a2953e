namespace ZoomOrleans.Bench.Machine;

/// <summary>The moment to begin a round: nobody else is at work on the machine.</summary>
static class Calm
{
    const double BusyShareMax = 0.05;

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task Wait()
    {
        var last = CpuUse.Everybody();
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Poll)
        {
            await Task.Delay(Poll);
            var now = CpuUse.Everybody();
            if (now - last < Poll * Environment.ProcessorCount * BusyShareMax)
                return;
            last = now;
        }
    }
}
