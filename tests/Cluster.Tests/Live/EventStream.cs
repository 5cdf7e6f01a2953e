using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>A live stream as a browser reads it: <c>await using var stream = await EventStream.Open(client, path);</c></summary>
sealed class EventStream : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HttpResponseMessage _response;
    readonly IAsyncEnumerator<SseItem<string>> _events;

    EventStream(HttpResponseMessage response, Stream body) =>
        (_response, _events) = (response, SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator());

    public static async Task<EventStream> Open(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        var response = await Ask(client, path, headers);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Asks again until there is a stream.</summary>
    public static async Task<EventStream> OpenAtLast(HttpClient client, string path)
    {
        HttpResponseMessage? response = null;
        await Wait.Until(
            async () => (response = await Ask(client, path)).StatusCode == HttpStatusCode.OK,
            () => $"there was a stream; it was answered {response?.StatusCode}");
        return new EventStream(response!, await response!.Content.ReadAsStreamAsync());
    }

    public HttpResponseMessage Response => _response;

    /// <summary>When a browser would come back, as the last event said it; null where it said nothing.</summary>
    public TimeSpan? ReturnsAfter => _events.Current.ReconnectionInterval;

    /// <summary>What the last event says.</summary>
    public JsonElement Data => JsonElement.Parse(_events.Current.Data);

    /// <summary>The next event that is no ping; of the type that is expected.</summary>
    public async Task<JsonElement> Next(string type)
    {
        var (found, data) = await Next(Patience) ?? throw new InvalidOperationException($"The stream ended before a {type}.");
        Assert.True(type == found, $"Expected {type}, was {found}: {data}");
        return data;
    }

    /// <summary>The next event of any type, or a ping; null at the end.</summary>
    public async Task<string?> NextOfAnyType(TimeSpan patience) =>
        await _events.MoveNextAsync().AsTask().WaitAsync(patience) ? _events.Current.EventType : null;

    /// <summary>Events up to one that is so; pings are none.</summary>
    public async Task<IReadOnlyList<(string Type, JsonElement Data)>> Until(Func<JsonElement, bool> isSo, TimeSpan? patience = null)
    {
        var events = new List<(string, JsonElement Data)>();
        do
            events.Add(await Next(patience ?? Patience) ?? throw new InvalidOperationException("The stream ended before."));
        while (!isSo(events[^1].Data));
        return events;
    }

    /// <summary>Waits until the program ends the stream. Nothing may come before.</summary>
    public async Task Ends() => Assert.Empty(await Rest(Patience));

    /// <summary>What comes until the program ends the stream.</summary>
    public async Task<IReadOnlyList<JsonElement>> Rest(TimeSpan patience)
    {
        var rest = new List<JsonElement>();
        while (await Next(patience) is var (_, data))
            rest.Add(data);
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        // Ends a read that is under way, which the enumerator would wait for.
        _response.Dispose();
        try
        {
            await _events.DisposeAsync();
        }
        catch (NotSupportedException)
        {
        }
    }

    static async Task<HttpResponseMessage> Ask(
        HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}/participants/stream");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    async Task<(string Type, JsonElement Data)?> Next(TimeSpan patience)
    {
        while (await _events.MoveNextAsync().AsTask().WaitAsync(patience))
        {
            if (_events.Current.EventType != "ping")
                return (_events.Current.EventType, Data);
        }
        return null;
    }
}
