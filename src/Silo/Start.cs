using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Npgsql;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Silo;

/// <summary>The program is not set up as it must be; the message says what to do.</summary>
public sealed class StartRefusedException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Runs a program to its end.</summary>
public static class Start
{
    /// <returns>The exit code: 1 where the operator has something to mend first, which is said in one line.</returns>
    public static async Task<int> Run(Func<Task> program)
    {
        try
        {
            await program();
            return 0;
        }
        catch (Exception exception) when (IsForTheOperator(exception))
        {
            await Console.Error.WriteLineAsync($"Not started: {exception.Message}");
            return 1;
        }
    }

    /// <summary>Settings that contradict each other are told before anything is started, not in the middle of it.</summary>
    public static void CheckSettings(this IHost host)
    {
        Secrets.Check(
            host.Services.GetRequiredService<IConfiguration>(),
            host.Services.GetRequiredService<IHostEnvironment>().IsDevelopment());
        host.Services.GetService<IStartupValidator>()?.Validate();
    }

    static bool IsForTheOperator(Exception exception) => exception
        is StartRefusedException or OptionsValidationException
        or PostgresUnavailableException or EmbeddedPostgresException or MigrationException or PostgresException
        or IOException { InnerException: AddressInUseException };
}
