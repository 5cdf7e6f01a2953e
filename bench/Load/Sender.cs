using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ZoomOrleans.Bench.Load;

/// <summary>
/// Sends over many connections from one thread, each connection's next request when its last is answered. With
/// HttpClient the sender would cost more than what is measured.
/// </summary>
sealed class Sender : IDisposable
{
    static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(10);

    readonly Connection[] _connections;
    readonly Polled[] _polled;

    public Sender(int port, int connections)
    {
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new Connection(port))];
        _polled = Array.ConvertAll(_connections, connection => Polled.ForReading(connection.Handle));
    }

    public Sent Send(Requests[] requests)
    {
        var sent = new Sent(requests.Sum(one => one.Count));
        var started = Stopwatch.GetTimestamp();
        var open = 0;
        for (var i = 0; i < _connections.Length; i++)
            open += _connections[i].Start(requests[i]) ? 1 : 0;
        while (open > 0)
        {
            if (Polled.Wait(_polled, SilenceMax) == 0)
                throw new TimeoutException($"No answer for {SilenceMax.TotalSeconds} s.");
            for (var i = 0; i < _connections.Length; i++)
                if (_polled[i].IsReady && !_connections[i].Continue(sent))
                    open--;
        }
        sent.Elapsed = Stopwatch.GetElapsedTime(started);
        return sent;
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    sealed class Connection : IDisposable
    {
        const int AnswerBytesMax = 4096;

        readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        readonly byte[] _answer = new byte[AnswerBytesMax];
        Requests _requests = new(0);
        int _next;
        int _received;
        long _sentAt;

        public Connection(int port) => _socket.Connect(IPAddress.Loopback, port);

        public int Handle => (int)_socket.Handle;

        public bool Start(Requests requests)
        {
            (_requests, _next) = (requests, 0);
            return SendNext();
        }

        /// <summary>Takes what has come, and sends the next request after a whole answer; false where none is left.</summary>
        public bool Continue(Sent sent)
        {
            var count = _socket.Receive(_answer.AsSpan(_received));
            if (count == 0)
                throw new InvalidOperationException("The server has closed a connection.");
            _received += count;
            var answer = _answer.AsSpan(0, _received);
            if (!answer.EndsWith("\r\n\r\n"u8))
                return true;
            sent.Add(Stopwatch.GetTimestamp() - _sentAt, answer.StartsWith("HTTP/1.1 200 "u8));
            return SendNext();
        }

        public void Dispose() => _socket.Dispose();

        bool SendNext()
        {
            if (_next == _requests.Count)
                return false;
            _received = 0;
            _sentAt = Stopwatch.GetTimestamp();
            _socket.Send(_requests[_next++]);
            return true;
        }
    }
}
