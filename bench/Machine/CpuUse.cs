using System.Diagnostics;
using System.Globalization;

namespace ZoomOrleans.Bench.Machine;

/// <summary>What had been used up at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Server">By the servers under load.</param>
/// <param name="Database">By PostgreSQL with all its processes.</param>
/// <param name="Sender">By this process.</param>
/// <param name="All">By everybody on the machine, and what its host gave to others.</param>
sealed record CpuUse(long At, TimeSpan Server, TimeSpan Database, TimeSpan Sender, TimeSpan All)
{
    public static CpuUse Now(int[] servers, int postmaster) => new(
        Stopwatch.GetTimestamp(), servers.Aggregate(TimeSpan.Zero, (sum, id) => sum + ProcessCpu.Of(id)),
        ProcessCpu.OfFamily(postmaster),
        ProcessCpu.Of(Environment.ProcessId), Everybody());

    /// <summary>The part of the machine that others had since then, between 0 and 1.</summary>
    public double ForeignSince(CpuUse earlier)
    {
        var capacity = Stopwatch.GetElapsedTime(earlier.At, At) * Environment.ProcessorCount;
        return Math.Max(0, (All - earlier.All - (Ours - earlier.Ours)) / capacity);
    }

    TimeSpan Ours => Server + Database + Sender;

    public static TimeSpan Everybody()
    {
        // user, nice, system, idle, iowait, irq, softirq, steal; what interrupts cost is partly ours.
        const int Nice = 1, System = 2, Steal = 7;
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        var ticks = new[] { 0, Nice, System, Steal }.Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture));
        return TimeSpan.FromSeconds((double)ticks / ProcessCpu.TicksPerSecond);
    }
}
