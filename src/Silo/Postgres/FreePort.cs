using System.Net;
using System.Net.Sockets;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>A port of the loopback address that nobody uses at the moment.</summary>
static class FreePort
{
    // Below the range from which systems give ports to outgoing connections, which may be taken at any moment.
    const int First = 20_000;
    const int End = 32_768;

    const int AttemptsMax = 100;

    public static int Find()
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var port = Random.Shared.Next(First, End);
            if (IsFree(port))
                return port;
        }

        throw new EmbeddedPostgresException($"No free port found between {First} and {End}.");
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
