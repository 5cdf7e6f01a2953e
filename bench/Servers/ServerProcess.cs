using System.Diagnostics;
using System.Net.Http;

namespace ZoomOrleans.Bench.Servers;

/// <summary>A server under measurement, as a process of its own.</summary>
sealed class ServerProcess : IAsyncDisposable
{
    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(100);

    readonly Process _process;

    ServerProcess(int port, Process process) => (Port, _process) = (port, process);

    public int Port { get; }

    public int Id => _process.Id;

    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="program">The assembly and its arguments.</param>
    /// <param name="environment">What it is told beside its port.</param>
    public static async Task<ServerProcess> Start(
        int port, string[] program, params (string Name, string Value)[] environment)
    {
        program[0] = Path.Combine(AppContext.BaseDirectory, program[0]);
        var start = new ProcessStartInfo("dotnet", program);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var server = new ServerProcess(port, Process.Start(start)!);
        await server.WaitUntilReady();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    async Task WaitUntilReady()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        var started = Stopwatch.StartNew();
        while (!await IsReady(client))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}.");
            if (started.Elapsed > StartTimeout)
                throw new TimeoutException($"The server was not ready in {StartTimeout.TotalSeconds} s.");
            await Task.Delay(StartPoll);
        }
    }

    static async Task<bool> IsReady(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
