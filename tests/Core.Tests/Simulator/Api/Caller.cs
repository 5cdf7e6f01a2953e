using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

/// <summary>A simulated Zoom whose clock the test moves, and a client that has a token of it.</summary>
sealed class Caller : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    readonly HttpClient http;

    Caller(SimulatedZoom zoom, FakeTimeProvider clock, HttpClient http) => (Zoom, Clock, this.http) = (zoom, clock, http);

    public SimulatedZoom Zoom { get; }

    public FakeTimeProvider Clock { get; }

    public static SimulatedUser Host => SimulatedZoomOptions.UsualHost;

    public static async Task<Caller> Start(SimulatedZoomOptions? options = null)
    {
        var clock = new FakeTimeProvider(Now);
        var zoom = await SimulatedZoom.Start((options ?? new()) with { Clock = clock });
        var caller = new Caller(zoom, clock, new HttpClient { BaseAddress = zoom.Address, Timeout = FakeReceiver.Patience });
        caller.Authorize((await caller.Token()).Json["access_token"]!.GetValue<string>());
        return caller;
    }

    public void Authorize(string token) => http.DefaultRequestHeaders.Authorization = new("Bearer", token);

    /// <summary>On all that is under way.</summary>
    public void HangUp() => http.CancelPendingRequests();

    public async Task<Said> Token(string grant = "account_credentials", string? secret = null)
    {
        var options = Zoom.Options;
        var credentials = Encoding.UTF8.GetBytes($"{options.ClientId}:{secret ?? options.ClientSecret}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "oauth/token")
        {
            Content = new FormUrlEncodedContent(
                [new("grant_type", grant), new("account_id", options.AccountId)]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        return await Send(request);
    }

    public Task<Said> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Said> Post(string path, string body) => Send(HttpMethod.Post, path, body);

    public Task<Said> Patch(string path, string body) => Send(HttpMethod.Patch, path, body);

    public Task<Said> Put(string path, string body) => Send(HttpMethod.Put, path, body);

    public Task<Said> Delete(string path) => Send(HttpMethod.Delete, path, null);

    /// <summary>A meeting tomorrow at 8 UTC, an hour long.</summary>
    public async Task<long> Meeting(int approvalType = 0, string more = "")
    {
        var said = await Post($"users/{Host.Email}/meetings", $$"""
            {"topic":"Niño – Łukasz","type":2,"start_time":"2026-03-03T08:00:00Z","duration":60,
             "settings":{"approval_type":{{approvalType}}}{{more}}}
            """);
        Assert.Equal(HttpStatusCode.Created, said.Status);
        return said.Json["id"]!.GetValue<long>();
    }

    public Task<Said> Register(long meeting, string email, string first = "Mina") => Post(
        $"meetings/{meeting}/registrants", $$"""{"email":"{{email}}","first_name":"{{first}}","last_name":"Okafor"}""");

    /// <param name="otherwise">What is wrong where it never comes to be so.</param>
    public async Task Until(Func<bool> isSo, string otherwise)
    {
        try
        {
            await Zoom.Until(isSo).WaitAsync(FakeReceiver.Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail(otherwise);
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Zoom.DisposeAsync();
    }

    async Task<Said> Send(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri("v2/" + path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Send(request);
    }

    async Task<Said> Send(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!, response.Headers);
    }
}
