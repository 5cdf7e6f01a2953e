using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>The command <c>serve</c>: answers until it is stopped.</summary>
static class Serving
{
    const int Stopped = 0, Misused = 2;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var (settings, error) = ServeOptions.Read(args);
        if (error is not null)
        {
            await Console.Error.WriteLineAsync(error);
            return Misused;
        }
        if (settings.Help)
        {
            Console.WriteLine(ServeOptions.Help());
            return Stopped;
        }
        var stop = new TaskCompletionSource();
        Console.CancelKeyPress += (_, key) => { key.Cancel = true; stop.TrySetResult(); };
        try
        {
            await using var zoom = await SimulatedZoom.Start(settings.Options);
            Console.WriteLine(Settings(zoom));
            await stop.Task;
            return Stopped;
        }
        catch (IOException mistake)
        {
            await Console.Error.WriteLineAsync(mistake.Message);
            return Misused;
        }
    }

    /// <summary>What the program under test is to be told.</summary>
    static string Settings(SimulatedZoom zoom) => $"""
        Zoom is simulated until Ctrl+C. Give the program these settings:
          Zoom__OAuthBaseUrl={zoom.Address}
          Zoom__ApiBaseUrl={zoom.ApiAddress}
          Zoom__AccountId={zoom.Options.AccountId}
          Zoom__ClientId={zoom.Options.ClientId}
          Zoom__ClientSecret={zoom.Options.ClientSecret}
          Zoom__Plan={zoom.Options.Plan}
        Hosts: {string.Join(", ", zoom.Options.Users.Select(user => $"{user.Email} ({user.Id})"))}
        Look: {zoom.Address}simulator
        """;
}
