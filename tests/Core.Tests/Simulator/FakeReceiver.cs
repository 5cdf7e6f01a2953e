using System.Net;
using System.Threading.Channels;

namespace ZoomOrleans.Core.Tests.Simulator;

/// <summary>What one request brought, and when by the clock of the test.</summary>
sealed record Received(DateTimeOffset At, byte[] Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>Answers with the given statuses in turn, the last one from then on; null: never.</summary>
sealed class FakeReceiver(TimeProvider clock, params HttpStatusCode?[] answers) : HttpMessageHandler
{
    /// <summary>Of real time: a player that never sends must fail a test, not hang it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly Channel<Received> received = Channel.CreateUnbounded<Received>();
    int count;

    public int Count => count;

    public Task<Received> NextAsync() => received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = answers[Math.Min(Interlocked.Increment(ref count), answers.Length) - 1];
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase);
        received.Writer.TryWrite(new(clock.GetUtcNow(), body, headers));
        if (answer is null)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return new HttpResponseMessage(answer!.Value);
    }
}
