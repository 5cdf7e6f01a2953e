using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Tells what is done to the account. First attempts follow each other in order; one that failed is repeated as the
/// options say, whatever came meanwhile.
/// </summary>
public sealed class Webhooks : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly List<ToldEvent> told = [];
    readonly List<WebhookAttempt> attempts = [];
    readonly Dictionary<string, int> tried = [];
    readonly List<Task> retrying = [];
    readonly Channel<Delivery> waiting = Channel.CreateUnbounded<Delivery>();
    readonly CancellationTokenSource stop = new();
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    readonly SimulatedZoomOptions options;
    readonly Bell bell;
    readonly PlayerOptions? target;
    readonly Chance chance;
    readonly Task sending;

    internal Webhooks(SimulatedZoomOptions options, Bell bell)
    {
        (this.options, this.bell) = (options, bell);
        chance = new Chance((ulong)options.Seed).Fork("webhooks");
        target = options.WebhookUrl is { } url ? new() { Url = url, Secret = options.WebhookSecret } : null;
        sending = target is null ? Task.CompletedTask : SendAll(target);
    }

    /// <summary>In the order in which it happened.</summary>
    public IReadOnlyList<ToldEvent> Told
    {
        get
        {
            lock (gate)
                return [.. told];
        }
    }

    /// <summary>In the order in which they were answered, those of played lessons included.</summary>
    public IReadOnlyList<WebhookAttempt> Attempts
    {
        get
        {
            lock (gate)
                return [.. attempts];
        }
    }

    /// <summary>Puts a webhook into the logs that nobody took, whatever it says.</summary>
    public void AddFailed(string name, string body)
    {
        lock (gate)
        {
            var id = ZoomIds.Request(chance.Fork($"failed {attempts.Count}"));
            attempts.Add(new(options.Clock.GetUtcNow(), name, id, body, HttpStatusCode.InternalServerError, Retry: 0));
        }
    }

    internal HttpClient Http => http;

    internal void Tell(string name, JsonObject about, JsonObject? beside = null)
    {
        var payload = new JsonObject { ["account_id"] = options.AccountId };
        foreach (var (key, value) in beside ?? [])
            payload[key] = value?.DeepClone();
        payload["object"] = about;
        var now = options.Clock.GetUtcNow();
        var happened = new ZoomEvent
        {
            Name = name, At = now, Run = about["uuid"]?.GetValue<string>() ?? "", Payload = payload.ToJsonString(ZoomJson.AsIs),
        };
        lock (gate)
        {
            var (body, id) = (happened.Body(now), ZoomIds.Request(chance.Fork($"request {told.Count}")));
            told.Add(new(name, id, body));
            waiting.Writer.TryWrite(new()
            {
                Event = happened, Offset = TimeSpan.Zero, RequestId = id, Body = Encoding.UTF8.GetBytes(body),
            });
        }
    }

    internal void Log(Answer answer)
    {
        lock (gate)
        {
            var (delivery, now) = (answer.Delivery, options.Clock.GetUtcNow());
            var retry = tried.GetValueOrDefault(delivery.RequestId);
            tried[delivery.RequestId] = retry + 1;
            attempts.Add(new(
                now, delivery.Event.Name, delivery.RequestId, Encoding.UTF8.GetString(delivery.Body.Span), answer.Status, retry));
        }
        bell.Ring();
    }

    async Task SendAll(PlayerOptions to)
    {
        await foreach (var delivery in waiting.Reader.ReadAllAsync())
        {
            var answer = await Send(delivery, to);
            if (answer.IsRetried && !stop.IsCancellationRequested)
                retrying.Add(Retry(delivery, to));
        }
        await Task.WhenAll(retrying);
    }

    async Task Retry(Delivery delivery, PlayerOptions to)
    {
        foreach (var wait in options.WebhookRetries)
        {
            await Task.Delay(wait, options.Clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested || !(await Send(delivery, to)).IsRetried)
                return;
        }
    }

    async Task<Answer> Send(Delivery delivery, PlayerOptions to)
    {
        try
        {
            var answer = new Answer(delivery, await ZoomRequest.PostAsync(http, delivery, to, options.Clock, stop.Token));
            Log(answer);
            return answer;
        }
        catch (OperationCanceledException)
        {
            return new(delivery, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        waiting.Writer.TryComplete();
        await sending;
        http.Dispose();
        stop.Dispose();
    }
}
