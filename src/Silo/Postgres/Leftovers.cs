using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>
/// What a killed process or a killed server left behind. Whoever comes here holds the directory's lock, so that no
/// server of this instance has an owner any more.
/// </summary>
[UnsupportedOSPlatform("windows")]
sealed class Leftovers(InstanceFiles files, ServerAccount account)
{
    static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(3);
    static readonly TimeSpan ExitPollInterval = TimeSpan.FromMilliseconds(20);

    public async Task Clear(Postmaster postmaster, ILogger logger, CancellationToken ct)
    {
        if (!File.Exists(files.PostmasterFile))
            return;

        var cluster = await RealPath(files.Cluster, ct);
        var running = await RunningIn(cluster, ct);
        if (files.PostmasterId() is { } id && running.Contains(id))
        {
            logger.LeftoverStopped(id);
            await postmaster.Stop(ct);
        }

        if (!await AllExited(cluster, ct))
            await KillAll(cluster, ct);

        // Were it left, the server would refuse to start as soon as another process bears the id it names.
        File.Delete(files.PostmasterFile);
    }

    // Without their postmaster, server processes end as soon as they notice, which a long statement may delay.
    static async Task<bool> AllExited(string cluster, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while ((await RunningIn(cluster, ct)).Count > 0)
        {
            if (waited.Elapsed > ExitTimeout)
                return false;

            await Task.Delay(ExitPollInterval, ct);
        }

        return true;
    }

    async Task KillAll(string cluster, CancellationToken ct)
    {
        foreach (var id in await RunningIn(cluster, ct))
            await Command.Run(Command.Line("kill", ["-KILL", id.ToString(CultureInfo.InvariantCulture)]), ct);

        if (!await AllExited(cluster, ct))
            throw new EmbeddedPostgresException(
                $"Processes of an earlier PostgreSQL still use {files.Cluster} and do not end. Restart the machine.");
    }

    async Task<string> RealPath(string directory, CancellationToken ct)
    {
        var result = await account.Run("/bin/sh", ["-c", """cd -- "$1" && pwd -P""", "sh", directory], ct);
        result.ThrowIfFailed($"{directory} cannot be opened");
        return result.Output.TrimEnd('\n');
    }

    static async Task<List<int>> RunningIn(string cluster, CancellationToken ct) =>
        OperatingSystem.IsLinux()
            ? Directory.EnumerateDirectories("/proc").Where(process => IsServer(process, cluster)).Select(Id).ToList()
            : await PostmastersIn(cluster, ct);

    // Each of the server's processes works in its cluster's directory.
    static bool IsServer(string process, string cluster)
    {
        try
        {
            return File.Exists($"{process}/comm")
                && File.ReadAllText($"{process}/comm") == "postgres\n"
                && File.ResolveLinkTarget($"{process}/cwd", returnFinalTarget: false)?.FullName == cluster;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is another user's.
            return false;
        }
    }

    static int Id(string process) => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture);

    // Without /proc only the postmaster itself can be told, by the directory that pg_ctl gave it.
    static async Task<List<int>> PostmastersIn(string cluster, CancellationToken ct)
    {
        var processes = await Command.Run(Command.Line("ps", ["-axo", "pid=,command="]), ct);
        return processes.Output.Split('\n')
            .Where(line => line.Contains("postgres", StringComparison.Ordinal)
                && line.Contains($"-D {cluster} ", StringComparison.Ordinal))
            .Select(line => int.Parse(line.TrimStart().Split(' ')[0], CultureInfo.InvariantCulture))
            .ToList();
    }
}
