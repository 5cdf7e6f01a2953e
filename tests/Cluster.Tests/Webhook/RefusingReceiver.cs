using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>Answers every webhook with 500, as a program does that is broken.</summary>
sealed class RefusingReceiver : IAsyncDisposable
{
    readonly WebApplication _app;

    RefusingReceiver(WebApplication app, int port) =>
        (_app, Address) = (app, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));

    public Uri Address { get; }

    public static async Task<RefusingReceiver> Start()
    {
        var port = FreePort.Find();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.Run(http =>
        {
            http.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return new RefusingReceiver(app, port);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
