using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

/// <summary>A webhook receiver that answers with the given statuses in turn, the last one from then on.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly Channel<Got> received = Channel.CreateUnbounded<Got>();
    readonly WebApplication web;
    int count;

    Receiver(HttpStatusCode[] answers, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        web = builder.Build();
        Url = new($"http://127.0.0.1:{port}/hook");
        web.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var headers = http.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            http.Response.StatusCode = (int)answers[Math.Min(Interlocked.Increment(ref count), answers.Length) - 1];
            received.Writer.TryWrite(new(await reader.ReadToEndAsync(), headers));
        });
    }

    public Uri Url { get; }

    public static async Task<Receiver> Start(params HttpStatusCode[] answers)
    {
        for (var tried = 1; ; tried++)
        {
            var receiver = new Receiver(answers, Random.Shared.Next(10_000, 32_768));
            try
            {
                await receiver.web.StartAsync();
                return receiver;
            }
            catch (IOException) when (tried < 20)
            {
                await receiver.DisposeAsync();
            }
        }
    }

    public Task<Got> NextAsync() => received.Reader.ReadAsync().AsTask().WaitAsync(FakeReceiver.Patience);

    public ValueTask DisposeAsync() => web.DisposeAsync();

    /// <summary>What one request brought.</summary>
    public sealed record Got(string Body, IReadOnlyDictionary<string, string> Headers);
}
