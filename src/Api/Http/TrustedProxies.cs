using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using ZoomOrleans.Silo;
using IPNetwork = System.Net.IPNetwork;

namespace ZoomOrleans.Api.Http;

/// <summary>
/// Whom to believe that a request comes from somewhere else than its connection: the proxies that
/// <c>TrustedProxies__0</c> ... name, and nobody where none is named.
/// </summary>
static class TrustedProxies
{
    const string Section = "TrustedProxies";

    /// <summary>At its most talkative the framework writes down the addresses that it does not trust.</summary>
    const string Talkative = "Microsoft.AspNetCore.HttpOverrides.ForwardedHeadersMiddleware";

    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var networks = Networks(builder.Configuration);
        builder.Services.PostConfigure<ForwardedHeadersOptions>(options => Trust(options, networks));
        builder.Logging.AddFilter(Talkative, LogLevel.Warning);
    }

    /// <summary>Before everything that asks where a request comes from.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (Networks(app.Configuration).Count > 0)
            app.UseForwardedHeaders();
    }

    /// <summary>
    /// The addresses are read from the last one on, as long as each was written by a trusted proxy. Without any, only the
    /// scheme is believed, where <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c> asks for it.
    /// </summary>
    static void Trust(ForwardedHeadersOptions options, IReadOnlyList<IPNetwork> networks)
    {
        if (networks.Count == 0)
        {
            options.ForwardedHeaders &= ~ForwardedHeaders.XForwardedFor;
            return;
        }
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(network);
    }

    static List<IPNetwork> Networks(IConfiguration configuration) =>
        [.. (configuration.GetSection(Section).Get<string[]>() ?? []).Where(text => text.Length > 0).Select(Read)];

    /// <exception cref="StartRefusedException">It is neither an address nor a network.</exception>
    static IPNetwork Read(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, 8 * address.GetAddressBytes().Length)
        : IPNetwork.TryParse(text, out var network) ? network
        : throw new StartRefusedException(
            $"'{text}' in {Section}__* is neither an IP address nor a network such as 10.0.0.0/8.");
}
