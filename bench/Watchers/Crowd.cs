using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ZoomOrleans.Bench.Load;

namespace ZoomOrleans.Bench.Watchers;

/// <summary>
/// People who watch lessons live, each over a connection of their own. One thread reads them all: the browsers' own work is
/// not what is measured.
/// </summary>
sealed class Crowd : IDisposable
{
    static readonly TimeSpan OpeningPatience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan StopPoll = TimeSpan.FromMilliseconds(200);

    /// <summary>What comes within this time is read at once, as the network would gather it.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(5);

    readonly Socket[] _sockets;
    readonly Thread _reader;
    readonly bool[] _hasSnapshot;
    readonly long _started;
    volatile bool _isOver;
    long _bytes;
    long _events;

    /// <summary>Opens all streams, and returns when each has shown its lesson once.</summary>
    public Crowd(int port, IEnumerable<(Guid Meeting, string Token)> watchers)
    {
        _sockets = [.. watchers.Select(one => Open(port, one.Meeting, one.Token))];
        _hasSnapshot = new bool[_sockets.Length];
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
        if (!SpinWait.SpinUntil(() => Volatile.Read(ref _hasSnapshot[^1]) && _hasSnapshot.All(one => one), OpeningPatience))
            throw new TimeoutException($"{_hasSnapshot.Count(one => !one)} watchers have seen nothing of their lesson.");
        (_bytes, _events, _started) = (0, 0, Stopwatch.GetTimestamp());
    }

    public double EventsPerSecond => _events / Stopwatch.GetElapsedTime(_started).TotalSeconds;

    public void Dispose()
    {
        _isOver = true;
        _reader.Join();
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{_sockets.Length} watchers: {EventsPerSecond:N0} events/s, {_bytes / Math.Max(1, _events):N0} bytes each");

    static Socket Open(int port, Guid meeting, string token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        socket.Send(Encoding.ASCII.GetBytes(
            $"GET /api/zoom/meetings/{meeting}/participants/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + $"Authorization: Bearer {token}\r\n\r\n"));
        return socket;
    }

    void Read()
    {
        const int BufferBytes = 1 << 18;
        var polled = Array.ConvertAll(_sockets, socket => Polled.ForReading((int)socket.Handle));
        var buffer = new byte[BufferBytes];
        while (!_isOver)
        {
            if (Polled.Wait(polled, StopPoll) > 0)
                for (var i = 0; i < polled.Length; i++)
                    if (polled[i].IsReady)
                        Take(i, buffer.AsSpan(0, _sockets[i].Receive(buffer)));
            Thread.Sleep(Gathering);
        }
    }

    void Take(int watcher, ReadOnlySpan<byte> read)
    {
        if (read.IsEmpty)
            throw new InvalidOperationException("The server has ended a stream.");
        if (!_hasSnapshot[watcher])
        {
            if (read.StartsWith("HTTP/1.1 "u8) && !read.StartsWith("HTTP/1.1 200 "u8))
                throw new InvalidOperationException($"A watcher was refused: {Encoding.UTF8.GetString(read)}");
            Volatile.Write(ref _hasSnapshot[watcher], read.IndexOf("event: snapshot"u8) >= 0);
        }
        _bytes += read.Length;
        _events += read.Count("event: "u8);
    }
}
