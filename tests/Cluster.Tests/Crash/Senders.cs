using System.Collections.Concurrent;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Cluster.Tests.Crash;

/// <summary>
/// Zoom as it drives a program that comes and goes: several senders at once, each sending again what was not answered
/// 200 within three seconds, and remembering every answer.
/// </summary>
sealed class Senders : IDisposable
{
    const int Count = 12;
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);
    static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly HttpClient _client;
    readonly string _secret;
    readonly ConcurrentQueue<Delivery> _waiting;
    readonly ConcurrentQueue<Sent> _answers = new();
    readonly ConcurrentQueue<Delivery> _acknowledged = new();
    readonly CancellationTokenSource _stop = new();
    readonly Task _sending;

    public Senders(AppProcess app, IEnumerable<Delivery> deliveries)
    {
        _client = new HttpClient { BaseAddress = app.Anonymous.BaseAddress, Timeout = AnswerTimeout };
        _secret = app.WebhookSecrets.First;
        _waiting = new(deliveries);
        _sending = Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(Send)));
    }

    /// <summary>Each request with its answer, in the order in which they came.</summary>
    public IReadOnlyCollection<Sent> Answers => [.. _answers];

    /// <summary>Those answered 200 until now; what is answered later does not come to it.</summary>
    public IReadOnlyCollection<Delivery> Acknowledged => [.. _acknowledged];

    public Task AcknowledgedAtLeast(int count) =>
        Wait.Until(() => _acknowledged.Count >= count, $"{count} webhooks were answered 200", Patience);

    /// <summary>Waits until every delivery was answered 200.</summary>
    public async Task AllAcknowledged()
    {
        await Wait.Until(
            () => Task.FromResult(_sending.IsCompleted),
            () => $"all webhooks were answered 200; {_waiting.Count} wait; last was {_answers.LastOrDefault()?.Status}",
            Patience);
        await _sending;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _sending.Wait();
        _client.Dispose();
        _stop.Dispose();
    }

    async Task Send()
    {
        while (_waiting.TryDequeue(out var delivery))
        {
            while (await StatusOf(delivery) != HttpStatusCode.OK)
            {
                if (_stop.IsCancellationRequested)
                    return;
                await Task.Delay(RetryAfter);
            }
            _acknowledged.Enqueue(delivery);
        }
    }

    async Task<HttpStatusCode?> StatusOf(Delivery delivery)
    {
        var sent = new Sent(delivery, DateTimeOffset.UtcNow);
        try
        {
            using var answer = await new WebhookRequest(delivery.Body.ToArray(), _secret).SendTo(_client);
            sent = sent with { Status = answer.StatusCode, RetryAfter = answer.Headers.RetryAfter?.Delta };
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
        }
        _answers.Enqueue(sent with { AnsweredAt = DateTimeOffset.UtcNow });
        return sent.Status;
    }

    /// <summary>One request; no status where nobody answered in time.</summary>
    public sealed record Sent(Delivery Delivery, DateTimeOffset SentAt)
    {
        public HttpStatusCode? Status { get; init; }

        public TimeSpan? RetryAfter { get; init; }

        public DateTimeOffset AnsweredAt { get; init; }

        public bool IsFact => LogAudit.KindOf(Delivery.Event) is not null;
    }
}
