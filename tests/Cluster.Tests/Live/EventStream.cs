using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>A live stream as a browser reads it: <c>await using var stream = await EventStream.Open(client, path);</c></summary>
sealed class EventStream : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HttpResponseMessage _response;
    readonly IAsyncEnumerator<SseItem<string>> _events;

    EventStream(HttpResponseMessage response, Stream body) =>
        (_response, _events) = (response, SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator());

    public static async Task<EventStream> Open(HttpClient client, string path)
    {
        var response = await client.GetAsync($"{path}/participants/stream", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event that is no ping; of the type that is expected.</summary>
    public async Task<JsonElement> Next(string type)
    {
        var (found, data) = await Next(Patience) ?? throw new InvalidOperationException($"The stream ended before a {type}.");
        Assert.True(type == found, $"Expected {type}, was {found}: {data}");
        return data;
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

    async Task<(string Type, JsonElement Data)?> Next(TimeSpan patience)
    {
        while (await _events.MoveNextAsync().AsTask().WaitAsync(patience))
        {
            if (_events.Current.EventType != "ping")
                return (_events.Current.EventType, JsonElement.Parse(_events.Current.Data));
        }
        return null;
    }
}
