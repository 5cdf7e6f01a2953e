using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>Requests from an address of their own: on loopback whoever connects may have any that begins with 127.</summary>
static class Place
{
    public static HttpClient From(this AppProcess app, string address, Guid user)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler)
        {
            BaseAddress = app.Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", app.Tokens.For(user)) },
        };
    }
}
