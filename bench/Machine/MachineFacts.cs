using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ZoomOrleans.Bench.Machine;

/// <summary>Where and when a figure was measured, without which it means nothing.</summary>
static class MachineFacts
{
    /// <summary>What stands above the figures of a run with these arguments.</summary>
    public static string Heading(string arguments) =>
        $"`dotnet run -c Release --project bench {arguments}`, {DateTime.UtcNow:yyyy-MM-dd}, commit {Commit()}: {Describe()}.";

    static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({CpuModel()}), {Memory() / (1 << 30)} GB, "
        + $"{RuntimeInformation.FrameworkDescription}");

    static string Commit()
    {
        var isDirty = Git("status", "--porcelain", "--untracked-files=no") is not "";
        return Git("rev-parse", "--short", "HEAD") + (isDirty ? " with changes" : "");
    }

    static string CpuModel() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();

    static long Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    static string Git(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Checkout.Directory,
            })!;
            return git.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
