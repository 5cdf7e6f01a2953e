using System.ComponentModel;
using System.Diagnostics;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>What a program answered; its two outputs as one text.</summary>
sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    public void ThrowIfFailed(string what)
    {
        if (!Succeeded)
            throw new EmbeddedPostgresException($"{what}: {Output.Trim()}");
    }
}

/// <summary>Runs a program to its end.</summary>
static class Command
{
    // The shell's code for "command not found".
    const int NotFound = 127;

    public static ProcessStartInfo Line(string program, string[] arguments)
    {
        var line = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Ours may be closed to the account that the program runs as.
            WorkingDirectory = "/",
        };
        foreach (var name in line.Environment.Keys.Where(IsPostgresSetting).ToList())
            line.Environment.Remove(name);

        line.Environment["LC_ALL"] = "C";
        return line;
    }

    public static async Task<CommandResult> Run(ProcessStartInfo line, CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(line)!;
            return await Finish(process, ct);
        }
        catch (Win32Exception e)
        {
            return new CommandResult(NotFound, e.Message);
        }
    }

    static async Task<CommandResult> Finish(Process process, CancellationToken ct)
    {
        process.StandardInput.Close();
        try
        {
            var outputs = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            return new CommandResult(process.ExitCode, string.Concat(outputs));
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    // PGDATA, PGPORT and the like would lead PostgreSQL's programs to another server.
    static bool IsPostgresSetting(string name) => name.StartsWith("PG", StringComparison.Ordinal);
}
