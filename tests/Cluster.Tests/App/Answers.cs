using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>What the program answered: status, body, and the JSON in it.</summary>
sealed record Answer(HttpStatusCode Status, string Body, JsonElement Json, HttpResponseMessage Response)
{
    public JsonElement this[string property] => Json.GetProperty(property);

    public Guid Id => this["id"].GetGuid();

    public IReadOnlyList<JsonElement> Items => [.. this["items"].EnumerateArray()];

    public string? NextCursor => this["nextCursor"].GetString();

    /// <summary>The text of a field; null where the field is null or left out.</summary>
    public string? Text(string property) => Json.TryGetProperty(property, out var value) ? value.GetString() : null;

    /// <summary>Answers itself, where the status is this one.</summary>
    public Answer Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"Expected {status}, was {Status}: {Json}");
        return this;
    }

    /// <summary>A problem that says what is wrong with this field.</summary>
    public void Blames(string field)
    {
        Is(HttpStatusCode.BadRequest);
        Assert.Equal("application/problem+json", Response.Content.Headers.ContentType?.MediaType);
        Assert.True(this["errors"].TryGetProperty(field, out _), $"{field} is not blamed: {Json}");
        Assert.True(Json.TryGetProperty("traceId", out _));
    }
}

/// <summary>Requests as a caller of the API writes them.</summary>
static class Answers
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Task<Answer> Get(this HttpClient client, string path) => client.Send(HttpMethod.Get, path, null);

    public static Task<Answer> Post(this HttpClient client, string path, object body) => client.Send(HttpMethod.Post, path, body);

    public static Task<Answer> Put(this HttpClient client, string path, object? body = null) =>
        client.Send(HttpMethod.Put, path, body);

    public static Task<Answer> Patch(this HttpClient client, string path, object body) => client.Send(HttpMethod.Patch, path, body);

    public static Task<Answer> Delete(this HttpClient client, string path) => client.Send(HttpMethod.Delete, path, null);

    /// <param name="client">Who asks.</param>
    /// <param name="body">Sent as it is where it is content or a text, else as JSON.</param>
    public static async Task<Answer> Send(
        this HttpClient client, HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = Content(body) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var type = response.Content.Headers.ContentType?.MediaType;
        var text = type == "text/event-stream"
            ? await FirstEvent(response) : await response.Content.ReadAsStringAsync();
        var isJson = type?.EndsWith("json", StringComparison.Ordinal) == true;
        return new Answer(response.StatusCode, text, isJson ? JsonElement.Parse(text) : default, response);
    }

    /// <summary>A stream does not end by itself.</summary>
    static async Task<string> FirstEvent(HttpResponseMessage response)
    {
        using var stream = await response.Content.ReadAsStreamAsync();
        await foreach (var first in SseParser.Create(stream).EnumerateAsync())
            return first.Data;
        return "";
    }

    static HttpContent? Content(object? body) => body switch
    {
        null => null,
        HttpContent content => content,
        string text => new StringContent(text, Encoding.UTF8, "application/json"),
        _ => JsonContent.Create(body, options: Options),
    };
}
