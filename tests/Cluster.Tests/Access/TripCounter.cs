using System.Net;
using System.Net.Sockets;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Stands between a client and its server, and counts how often the client sends something after the server has
/// answered: the round trips.
/// </summary>
sealed class TripCounter : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, Silo.Postgres.FreePort.Find());
    readonly int _serverPort;
    readonly List<TcpClient> _clients = [];
    int _trips;
    int _isAnswered = 1;

    public TripCounter(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Trips => Volatile.Read(ref _trips);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients)
            client.Dispose();
    }

    async Task Accept()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync();
            var server = new TcpClient { NoDelay = true };
            await server.ConnectAsync(IPAddress.Loopback, _serverPort);
            client.NoDelay = true;
            _clients.AddRange([client, server]);
            _ = Copy(client, server, () => _trips += Interlocked.Exchange(ref _isAnswered, 0));
            _ = Copy(server, client, () => Interlocked.Exchange(ref _isAnswered, 1));
        }
    }

    static async Task Copy(TcpClient from, TcpClient to, Action seen)
    {
        var bytes = new byte[65_536];
        while (await from.GetStream().ReadAsync(bytes) is > 0 and var count)
        {
            seen();
            await to.GetStream().WriteAsync(bytes.AsMemory(0, count));
        }
    }
}
