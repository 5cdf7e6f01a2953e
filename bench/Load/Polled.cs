using System.Runtime.InteropServices;

namespace ZoomOrleans.Bench.Load;

/// <summary>poll(2): which of many sockets have something to read.</summary>
[StructLayout(LayoutKind.Sequential)]
partial struct Polled
{
    const short Readable = 1;

    int _handle;
    short _wanted;
    short _happened;

    public readonly bool IsReady => _happened != 0;

    public static Polled ForReading(int handle) => new() { _handle = handle, _wanted = Readable };

    /// <summary>How many are ready; 0 after the time-out.</summary>
    public static int Wait(Polled[] sockets, TimeSpan timeout)
    {
        while (true)
        {
            var ready = Poll(sockets, (nuint)sockets.Length, (int)timeout.TotalMilliseconds);
            if (ready >= 0)
                return ready;
            const int Interrupted = 4;
            if (Marshal.GetLastPInvokeError() != Interrupted)
                throw new InvalidOperationException($"poll failed with {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll([In, Out] Polled[] sockets, nuint count, int timeoutMilliseconds);
}
