using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Privacy;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>
/// The real program as a process of its own, on a database of the test's own. It may be killed and started again:
/// <c>await using var app = await AppProcess.Start();</c>
/// </summary>
sealed class AppProcess : IAsyncDisposable
{
    public static readonly Guid AdminId = Guid.Parse("00000000-0000-7000-8000-000000000001");

    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(40);
    static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(35);

    readonly AppSettings _settings;
    readonly TestDatabase? _database;
    readonly bool _ownsDatabase;
    readonly List<string> _log = [];
    readonly Dictionary<Guid, HttpClient> _clients = [];
    Process? _process;

    AppProcess(TestDatabase? database, bool ownsDatabase, AppSettings settings)
    {
        (_database, _ownsDatabase, _settings) = (database, ownsDatabase, settings);
        Anonymous = new HttpClient { BaseAddress = _settings.Address };
        Zoom = new WebhookSender(Anonymous, _settings.WebhookSecret);
    }

    public TestDatabase Database =>
        _database ?? throw new InvalidOperationException("The test runs the database itself.");

    /// <summary>The first is Zoom's; the second is accepted as well.</summary>
    public (string First, string Second) WebhookSecrets => (_settings.WebhookSecret, _settings.SecondWebhookSecret);

    public Tokens Tokens => _settings.Tokens;

    public Uri Address => _settings.Address;

    /// <summary>Somebody who is not signed in.</summary>
    public HttpClient Anonymous { get; }

    public HttpClient Admin => As(AdminId);

    /// <summary>Zoom, which signs what it sends.</summary>
    public WebhookSender Zoom { get; }

    /// <summary>What the program has written so far, line by line.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
                return [.. _log];
        }
    }

    /// <summary>Starts it on a new database, and waits until it is ready.</summary>
    /// <param name="settings">Environment variables beside those that every test needs.</param>
    public static async Task<AppProcess> Start(params (string Name, string Value)[] settings)
    {
        var app = await Create(settings);
        try
        {
            await app.Launch();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has a database, but does not run yet.</summary>
    public static async Task<AppProcess> Create(params (string Name, string Value)[] settings)
    {
        var database = await TestDatabase.Create();
        return new(database, ownsDatabase: true, new AppSettings(database.ConnectionString, FreePort.Find(), settings));
    }

    /// <summary>One more program on a database that another one works with; it does not run yet.</summary>
    public static AppProcess On(TestDatabase database, params (string Name, string Value)[] settings) =>
        new(database, ownsDatabase: false, new AppSettings(database.ConnectionString, FreePort.Find(), settings));

    /// <summary>
    /// On a server that the test stops and starts, or, without one, on the program's own; it does not run yet.
    /// </summary>
    public static AppProcess OnServer(string? connectionString, params (string Name, string Value)[] settings) =>
        new(null, ownsDatabase: false, new AppSettings(connectionString, FreePort.Find(), settings));

    /// <summary>A silo for programs that are its clients; it does not run yet.</summary>
    public static AppProcess Silo(TestDatabase database, params (string Name, string Value)[] settings) =>
        new(database, ownsDatabase: false, new AppSettings(database.ConnectionString, FreePort.Find(), settings)
        {
            Program = AppSettings.Silo,
        });

    /// <summary>Starts it, again perhaps, and waits until it is ready.</summary>
    public async Task Launch()
    {
        Run();
        await WaitUntilReady();
    }

    /// <summary>Starts it, and waits until it has ended by itself.</summary>
    public async Task<int> RunToEnd()
    {
        Run();
        await _process!.WaitForExitAsync().WaitAsync(StartTimeout);
        return _process.ExitCode;
    }

    void Run()
    {
        _process = Process.Start(_settings.StartInfo())!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL: the program learns nothing of it.</summary>
    public async Task Kill()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM, as a service is stopped.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(StopTimeout);
        _process.Dispose();
        _process = null;
    }

    /// <summary>A client that is signed in as this user.</summary>
    public HttpClient As(Guid user)
    {
        lock (_clients)
        {
            if (_clients.TryGetValue(user, out var client))
                return client;
            // A page may send somebody on to Zoom.
            client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _settings.Address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _settings.Tokens.For(user));
            return _clients[user] = client;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        Anonymous.Dispose();
        foreach (var client in _clients.Values)
            client.Dispose();
        if (_ownsDatabase)
            await Database.DisposeAsync();
        Assert.DoesNotContain(Log, ProgramOutput.IsPersonal);
    }

    async Task WaitUntilReady()
    {
        var started = Stopwatch.StartNew();
        while (!await IsReady())
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The program ended with {_process.ExitCode}:\n{string.Join('\n', Log)}");
            if (started.Elapsed > StartTimeout)
                throw new TimeoutException($"The program was not ready in {StartTimeout.TotalSeconds} s:\n{string.Join('\n', Log)}");
            await Task.Delay(StartPoll);
        }
    }

    async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Anonymous.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        ProgramOutput.Look(line.Data);
        lock (_log)
            _log.Add(line.Data);
    }
}
