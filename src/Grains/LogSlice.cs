namespace ZoomOrleans;

/// <summary>
/// Entries of one activation that commit or fail together: what it handed over while the writer was busy. Entries are
/// added by the activation until the writer seals it.
/// </summary>
public sealed class LogSlice(long meeting, long firstSeq)
{
    /// <summary>More at once would not be cheaper, and would be a long statement to repeat if it fails.</summary>
    public const int EntriesMax = 500;

    readonly List<Entry> _entries = [];
    readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool _isSealed;

    public long Meeting => meeting;

    public long FirstSeq => firstSeq;

    /// <summary>Whether the commit makes the meeting's attendance due.</summary>
    public bool MakesDue { get; private set; }

    /// <summary>Complete once the entries are durable. Its failure means that nobody knows whether they are.</summary>
    public Task Committed => _committed.Task;

    /// <summary>The entries, from <see cref="FirstSeq"/> on. To be read once sealed.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    public bool TryAdd(Entry entry, bool makesDue)
    {
        lock (_entries)
        {
            if (_isSealed || _entries.Count == EntriesMax)
                return false;
            _entries.Add(entry);
            MakesDue |= makesDue;
            return true;
        }
    }

    public void Seal()
    {
        lock (_entries)
            _isSealed = true;
    }

    public void Commit() => _committed.SetResult();

    public void Fail(Exception exception) => _committed.SetException(exception);
}
