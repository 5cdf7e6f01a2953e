using System.Globalization;
using System.Runtime.Versioning;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>
/// Starts and stops the server of one instance. pg_ctl puts it into a session of its own, so that Ctrl+C reaches
/// this process alone, which then still has a database to finish its work with.
/// </summary>
[UnsupportedOSPlatform("windows")]
sealed class Postmaster(InstanceFiles files, PostgresBinaries binaries, ServerAccount account)
{
    // Another program may take the port between our look and the server's.
    const int PortAttemptsMax = 5;
    const int LogLinesShownMax = 10;

    // After a crash the server first replays its log, which takes as long as it takes.
    static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(10);
    static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(1);

    static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        $"max_connections={EmbeddedInstance.ConnectionsMax}",
        "fsync=on",
        "synchronous_commit=on",
        "timezone=UTC",
        "log_timezone=UTC",
        "log_checkpoints=off",
        // A failed statement's text, and the values that details and contexts quote, may be personal data.
        "log_min_error_statement=panic",
        "log_error_verbosity=terse",
    ];

    /// <summary>Returns the port once the server accepts connections there.</summary>
    public async Task<int> Start(CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Find();
            KeepLastLog();
            var result = await PgCtl(ct, "start", "-t", Seconds(StartTimeout), "-l", files.ServerLog, "-o", Line(port));
            if (result.Succeeded)
                return port;

            var log = LogTail();
            if (!log.Contains("could not bind", StringComparison.Ordinal) || attempt == PortAttemptsMax)
                throw new EmbeddedPostgresException(
                    $"The embedded PostgreSQL in {files.Root} did not start: {result.Output.Trim()}\n{log}");
        }
    }

    /// <summary>Ends sessions and transactions at once; a server that hangs is left something to recover.</summary>
    public async Task<CommandResult> Stop(CancellationToken ct)
    {
        var fast = await PgCtl(ct, "stop", "-m", "fast", "-t", Seconds(StopTimeout));
        return fast.Succeeded ? fast : await PgCtl(ct, "stop", "-m", "immediate", "-t", Seconds(StopTimeout));
    }

    Task<CommandResult> PgCtl(CancellationToken ct, params string[] arguments) =>
        account.Run(binaries.PgCtl, [.. arguments, "-w", "-D", files.Cluster], ct);

    static string Line(int port) =>
        string.Join(' ', Settings.Append($"port={port}").Select(setting => $"-c {setting}"));

    void KeepLastLog()
    {
        if (File.Exists(files.ServerLog))
            File.Move(files.ServerLog, $"{files.ServerLog}.old", overwrite: true);
    }

    string LogTail() =>
        File.Exists(files.ServerLog)
            ? string.Join('\n', File.ReadLines(files.ServerLog).TakeLast(LogLinesShownMax))
            : "";

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
