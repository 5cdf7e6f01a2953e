namespace ZoomOrleans.Silo.Log;

/// <summary>One activation's entries on their way to the writer, and the poison that ends it after a failure.</summary>
public sealed class LogAppender(long meeting, long lastSeq, LogWriter writer) : ILogAppender
{
    LogSlice? _open;
    volatile bool _isPoisoned;

    public long LastSeq { get; private set; } = lastSeq;

    public bool IsPoisoned => _isPoisoned;

    public LogSlice Append(Entry entry, bool makesDue)
    {
        if (_isPoisoned)
            throw new LogFailedException($"An earlier append to meeting {meeting} failed.");
        writer.Reserve();
        LastSeq++;
        if (_open?.TryAdd(entry, makesDue) != true)
        {
            _open = new LogSlice(meeting, LastSeq);
            _open.TryAdd(entry, makesDue);
            writer.Write(this, _open);
        }
        return _open;
    }

    /// <summary>
    /// To be called by the writer before it takes its next batch. Else an entry that waits behind a failed one would
    /// commit, and leave a hole in the log where nobody knows what stands.
    /// </summary>
    public void Poison() => _isPoisoned = true;
}
