using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Zoom's REST API and OAuth for one account, in memory, on a port of this machine; with what it saw, for tests to look
/// at. Disposing it ends it.
/// </summary>
public sealed class SimulatedZoom : IAsyncDisposable
{
    const int PortsTriedMax = 50;

    readonly ZoomAccount account;
    readonly Tokens tokens;
    readonly Bell bell = new();
    readonly CallRecord calls;
    readonly WebApplication web;

    SimulatedZoom(SimulatedZoomOptions options, int port)
    {
        var chance = new Chance((ulong)options.Seed);
        Options = options;
        RateLimits = new(options.Limits ?? AccountLimits.Of(options.Plan), options.PerSecondRetryAfter);
        calls = new(bell);
        Webhooks = new(options, bell);
        Failures = new(chance.Fork("failures"), options.Failures);
        account = new(options, RateLimits, Webhooks);
        tokens = new(chance.Fork("tokens"));
        Runs = new(account);
        Address = new($"http://127.0.0.1:{port}/");
        web = Build(port);
    }

    public SimulatedZoomOptions Options { get; }

    /// <summary>Where OAuth is: <c>oauth/token</c> below it.</summary>
    public Uri Address { get; }

    /// <summary>Where the REST API is, version included.</summary>
    public Uri ApiAddress => new(Address, "v2/");

    public RateLimits RateLimits { get; }

    public FailureScript Failures { get; }

    public Webhooks Webhooks { get; }

    public SimulatedRuns Runs { get; }

    public int TokensIssued => tokens.Issued;

    /// <summary>The latest calls to known routes, oldest first.</summary>
    public IReadOnlyList<RecordedCall> Calls => calls.All;

    /// <summary>Calls that hang, or whose answer is held back, until the clock has moved.</summary>
    public int CallsWaiting => calls.Waiting;

    /// <summary>By id.</summary>
    public IReadOnlyList<SimulatedMeeting> Meetings
    {
        get
        {
            lock (account.Gate)
                return [.. account.Meetings.Values.Select(SimulatedMeeting.Of)];
        }
    }

    /// <summary>Returns when it answers.</summary>
    public static async Task<SimulatedZoom> Start(SimulatedZoomOptions? options = null)
    {
        options ??= new();
        for (var tried = 1; ; tried++)
        {
            var port = options.Port > 0 ? options.Port : Random.Shared.Next(10_000, 32_768);
            var zoom = new SimulatedZoom(options, port);
            try
            {
                await zoom.web.StartAsync();
                return zoom;
            }
            catch (IOException)
            {
                await zoom.DisposeAsync();
                if (options.Port > 0 || tried == PortsTriedMax)
                    throw;
            }
        }
    }

    /// <summary>Returns when something is so that calls or attempts at webhooks bring about.</summary>
    public async Task Until(Func<bool> isSo)
    {
        // The bell first: it may ring while one looks.
        for (var next = bell.Next; !isSo(); next = bell.Next)
            await next;
    }

    /// <summary>Ends all tokens, as when an app is deactivated and activated again.</summary>
    public void RevokeTokens() => tokens.RevokeAll();

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        await Webhooks.DisposeAsync();
    }

    WebApplication Build(int port)
    {
        // Empty: neither environment nor settings files of the program around it have a say.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var door = new FrontDoor(account, tokens, Failures, calls);
        var desk = new ControlDesk(this);
        app.Run(http => ControlDesk.IsFor(http) ? desk.Serve(http) : door.Serve(http));
        return app;
    }
}
