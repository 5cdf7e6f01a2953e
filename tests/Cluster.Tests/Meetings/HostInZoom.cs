using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Meetings;

/// <summary>What people do in Zoom itself, past the program.</summary>
sealed class HostInZoom(SimulatedZoom zoom) : IDisposable
{
    readonly HttpClient _http = new() { BaseAddress = zoom.ApiAddress };

    /// <returns>Zoom's number.</returns>
    public async Task<long> Make(SimulatedUser host, object meeting) =>
        (await Send(HttpMethod.Post, $"users/{host.Id}/meetings", meeting))!["id"]!.GetValue<long>();

    public Task Change(long meeting, object change, DateTimeOffset? occurrence = null) =>
        Send(HttpMethod.Patch, $"meetings/{meeting}{Of(occurrence)}", change);

    public Task Delete(long meeting, DateTimeOffset? occurrence = null) =>
        Send(HttpMethod.Delete, $"meetings/{meeting}{Of(occurrence)}", null);

    public void Dispose() => _http.Dispose();

    static string Of(DateTimeOffset? occurrence) =>
        occurrence is { } start ? $"?occurrence_id={start.ToUnixTimeMilliseconds()}" : "";

    async Task<JsonNode?> Send(HttpMethod method, string path, object? body)
    {
        await Authorize();
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    async Task Authorize()
    {
        if (_http.DefaultRequestHeaders.Authorization is not null)
            return;
        var credentials = Encoding.UTF8.GetBytes($"{zoom.Options.ClientId}:{zoom.Options.ClientSecret}");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(zoom.Address, "oauth/token"))
        {
            Content = new FormUrlEncodedContent(
                [new("grant_type", "account_credentials"), new("account_id", zoom.Options.AccountId)]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        using var answer = await _http.SendAsync(request);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        _http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }
}
