using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ZoomOrleans.Bench.Load;

/// <summary>
/// Sends over many connections from one thread: each connection's next request when its last is answered, or when its time
/// has come. With HttpClient the sender would cost more than what is measured.
/// </summary>
sealed class Sender : IDisposable
{
    static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(10);

    /// <summary>So late may be sent what is due.</summary>
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

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

    /// <summary>
    /// Sends so many a second, however fast they are answered. What is late since no connection was free counts from when it
    /// was due.
    /// </summary>
    public Sent Send(Requests[] requests, double perSecond)
    {
        var sent = new Sent(requests.Sum(one => one.Count));
        var (started, interval) = (Stopwatch.GetTimestamp(), Stopwatch.Frequency / perSecond);
        for (var i = 0; i < _connections.Length; i++)
            _connections[i].Plan(requests[i], started + (long)(i * interval), interval * _connections.Length);
        var answeredAt = started;
        while (!_connections.All(connection => connection.IsDone))
        {
            if (Polled.Wait(_polled, Tick) > 0)
                answeredAt = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(answeredAt) > SilenceMax)
                throw new TimeoutException($"No answer for {SilenceMax.TotalSeconds} s.");
            for (var i = 0; i < _connections.Length; i++)
            {
                if (_polled[i].IsReady)
                    _connections[i].Take(sent);
                _connections[i].SendDue();
            }
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
        bool _isBusy;
        double _dueAt;
        double _interval;

        public Connection(int port) => _socket.Connect(IPAddress.Loopback, port);

        public int Handle => (int)_socket.Handle;

        public bool Start(Requests requests)
        {
            (_requests, _next) = (requests, 0);
            return SendNext();
        }

        public bool IsDone => !_isBusy && _next == _requests.Count;

        /// <param name="requests">To be sent.</param>
        /// <param name="dueAt">When the first is due, as a timestamp.</param>
        /// <param name="interval">How long after each the next is.</param>
        public void Plan(Requests requests, long dueAt, double interval) =>
            (_requests, _next, _dueAt, _interval) = (requests, 0, dueAt, interval);

        public void SendDue()
        {
            if (_isBusy || _next == _requests.Count || Stopwatch.GetTimestamp() < _dueAt)
                return;
            SendNext();
            (_sentAt, _dueAt) = ((long)_dueAt, _dueAt + _interval);
        }

        /// <summary>Takes what has come, and sends the next request after a whole answer; false where none is left.</summary>
        public bool Continue(Sent sent) => !Take(sent) || SendNext();

        /// <summary>Takes what has come; whether it was the rest of an answer.</summary>
        public bool Take(Sent sent)
        {
            var count = _socket.Receive(_answer.AsSpan(_received));
            if (count == 0)
                throw new InvalidOperationException("The server has closed a connection.");
            _received += count;
            var answer = _answer.AsSpan(0, _received);
            if (!answer.EndsWith("\r\n\r\n"u8))
                return false;
            sent.Add(Stopwatch.GetTimestamp() - _sentAt, answer.StartsWith("HTTP/1.1 200 "u8));
            _isBusy = false;
            return true;
        }

        public void Dispose() => _socket.Dispose();

        bool SendNext()
        {
            if (_next == _requests.Count)
                return false;
            (_received, _isBusy) = (0, true);
            _sentAt = Stopwatch.GetTimestamp();
            _socket.Send(_requests[_next++]);
            return true;
        }
    }
}
