using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using ZoomOrleans.Api.Webhook;
using ZoomOrleans.Silo;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Api.Demo;

/// <summary>Plays Zoom for the demo lesson: by signed webhooks over HTTP, as the real one does.</summary>
public sealed partial class DemoLesson(
    SiloDatabase database, IServer server, IOptions<WebhookOptions> zoom, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<DemoLesson> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await HasStarted(stoppingToken) || await DemoSchool.Lesson(database, stoppingToken) is not var (meeting, start))
            return;
        var program = Address();
        LogReady(logger, program, new Uri(program, $"teacher/meetings/{meeting}/participants"));
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var player = new LessonPlayer(
            http, new() { Url = new Uri(program, "api/zoom/webhook"), Secret = zoom.Value.WebhookSecrets[0] }, clock);
        var lesson = Lesson.Of(DemoSchool.Plan(start));
        try
        {
            await player.PlayAsync(Deliveries.Of(lesson, Faults.None with { Reordered = 0.2 }), start, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    async Task<bool> HasStarted(CancellationToken stopping)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var atStart = lifetime.ApplicationStarted.Register(() => started.TrySetResult(true));
        using var atStop = stopping.Register(() => started.TrySetResult(false));
        return await started.Task;
    }

    /// <summary>The program's own address, also where it listens on all of the machine's.</summary>
    Uri Address()
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var binding = BindingAddress.Parse(address);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port).Uri;
    }

    [LoggerMessage(LogLevel.Information, """
        The demo school is open at {Home}
              Sign in as its teacher, Luningning Ramos, and watch her lesson at {Live}
        """)]
    static partial void LogReady(ILogger logger, Uri home, Uri live);
}
