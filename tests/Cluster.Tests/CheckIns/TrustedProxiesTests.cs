using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>Where a request comes from, as the program takes it. The tests connect from 127.0.0.1.</summary>
public sealed class TrustedProxiesTests
{
    const string Here = "127.0.0.1";

    [Theory]
    // No proxy is configured: whatever a header says is somebody's claim.
    [InlineData("", "", Here)]
    [InlineData("", "203.0.113.7", Here)]
    // One that is: what it wrote itself stands last.
    [InlineData(Here, "", Here)]
    [InlineData(Here, "203.0.113.7", "203.0.113.7")]
    [InlineData(Here, "198.51.100.66, 203.0.113.7", "203.0.113.7")]
    [InlineData(Here, "nonsense, 203.0.113.7", "203.0.113.7")]
    [InlineData(Here, "203.0.113.7, nonsense", Here)]
    // A proxy that is not the one that connects.
    [InlineData("10.0.0.1", "203.0.113.7", Here)]
    // Several, each of which wrote where it was asked from.
    [InlineData("127.0.0.0/8 10.0.0.0/8", "198.51.100.66, 203.0.113.7, 10.0.0.9", "203.0.113.7")]
    [InlineData("127.0.0.0/8 10.0.0.0/8", "203.0.113.7, 10.1.2.3, 10.0.0.9", "203.0.113.7")]
    [InlineData("127.0.0.0/8 10.0.0.0/8", "203.0.113.7, 192.0.2.1, 10.0.0.9", "192.0.2.1")]
    // IPv6, and ports, as proxies write them.
    [InlineData(Here, "2001:db8:1:2::5", "2001:db8:1:2::5")]
    [InlineData(Here, "[2001:db8:1:2::5]:4711", "2001:db8:1:2::5")]
    [InlineData(Here, "203.0.113.7:4711", "203.0.113.7")]
    [InlineData("127.0.0.1 2001:db8:ffff::/48", "203.0.113.7, 2001:db8:ffff::1", "203.0.113.7")]
    public async Task The_address_is_that_of_the_connection_or_what_trusted_proxies_wrote(string trusted, string header, string expected)
    {
        var (address, _) = await Ask(trusted, ("X-Forwarded-For", header));

        Assert.Equal(expected, address);
    }

    [Theory]
    [InlineData("", false, "http")]
    [InlineData("", true, "https")]
    [InlineData(Here, false, "https")]
    [InlineData("10.0.0.1", true, "http")]
    public async Task The_frameworks_own_switch_believes_the_scheme_and_never_an_address(string trusted, bool isOn, string scheme)
    {
        var (address, found) = await Ask(
            trusted, [("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https")], isOn);

        Assert.Equal((trusted == Here ? "203.0.113.7" : Here, scheme), (address, found));
    }

    [Theory]
    [InlineData("proxy.school.example")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/8/8")]
    public void What_is_no_address_is_named_at_the_start(string trusted)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Builder(trusted, isOn: false).AddTrustedProxies());

        Assert.Contains($"'{trusted}' in TrustedProxies__*", refused.Message, StringComparison.Ordinal);
    }

    static Task<(string? Address, string Scheme)> Ask(string trusted, params (string Name, string Value)[] headers) =>
        Ask(trusted, headers, isOn: false);

    static async Task<(string? Address, string Scheme)> Ask(string trusted, (string Name, string Value)[] headers, bool isOn)
    {
        var builder = Builder(trusted, isOn);
        builder.AddTrustedProxies();
        await using var app = builder.Build();
        app.UseTrustedProxies();
        app.MapGet("/", (HttpContext context) => $"{context.Connection.RemoteIpAddress} {context.Request.Scheme}");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var (name, value) in headers.Where(one => one.Value.Length > 0))
            request.Headers.Add(name, value);
        using var answer = await client.SendAsync(request);
        var words = (await answer.Content.ReadAsStringAsync()).Split(' ');
        return (words[0], words[1]);
    }

    static WebApplicationBuilder Builder(string trusted, bool isOn)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
        [
            .. trusted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(
                (one, i) => KeyValuePair.Create($"TrustedProxies:{i}", (string?)one)),
            new("ForwardedHeaders_Enabled", isOn ? "true" : "false"),
        ]);
        return builder;
    }
}
