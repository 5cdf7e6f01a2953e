using ZoomOrleans.Attendance;
using ZoomOrleans.Erasure;

namespace ZoomOrleans.Cluster.Tests.Grains;

/// <summary>A log that keeps nothing: the test takes each slice that is handed over and says what becomes of it.</summary>
sealed class HandMadeLog : IMeetingLog
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Lock _lock = new();
    readonly List<LogSlice> _sliceOfEntry = [];
    readonly List<(int Count, TaskCompletionSource<LogSlice> Reached)> _waiting = [];

    public int Count => _sliceOfEntry.Count;

    public int Loads { get; private set; }

    public Task<MeetingFold> Load(long meeting, CancellationToken cancellation)
    {
        Loads++;
        return Task.FromResult(new MeetingFold());
    }

    public ILogAppender Open(long meeting, long lastSeq) => new Appender(this, meeting);

    /// <summary>What becomes of a wish to forget; the test decides.</summary>
    public TaskCompletionSource<bool>? Forgetting { get; set; }

    public Task<bool> Forget(long meeting, long lastSeq) => Forgetting?.Task ?? Task.FromResult(false);

    /// <summary>What becomes of a wish to rename people; the test decides.</summary>
    public TaskCompletionSource<bool>? Erasing { get; set; }

    /// <summary>The last place that was known when people were to be renamed; 0: nobody was.</summary>
    public long ErasedAt { get; private set; }

    public Task<bool> Erase(long meeting, long lastSeq, IReadOnlyList<ErasedPerson> people)
    {
        ErasedAt = lastSeq;
        return Erasing?.Task ?? Task.FromResult(false);
    }

    /// <summary>Waits for so many entries, and gives the slice of the last of them.</summary>
    public async Task<LogSlice> Handed(int count)
    {
        var reached = new TaskCompletionSource<LogSlice>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_sliceOfEntry.Count >= count)
                return _sliceOfEntry[count - 1];
            _waiting.Add((count, reached));
        }
        return await reached.Task.WaitAsync(Patience);
    }

    public void FailWhatWaits()
    {
        lock (_lock)
            foreach (var slice in _sliceOfEntry.Distinct().Where(slice => !slice.Committed.IsCompleted))
                slice.Fail(new LogFailedException("The test is over."));
    }

    void Take(LogSlice slice)
    {
        lock (_lock)
        {
            _sliceOfEntry.Add(slice);
            foreach (var (_, reached) in _waiting.Where(one => one.Count == _sliceOfEntry.Count))
                reached.SetResult(slice);
        }
    }

    sealed class Appender(HandMadeLog log, long meeting) : ILogAppender
    {
        LogSlice? _slice;

        public long LastSeq { get; private set; }

        public LogSlice Append(Entry entry, bool makesDue)
        {
            LastSeq++;
            if (_slice is null || _slice.Committed.IsCompleted)
                _slice = new LogSlice(meeting, LastSeq);
            _slice.TryAdd(entry, makesDue);
            log.Take(_slice);
            return _slice;
        }
    }
}

/// <summary>Tables in which no meeting stands.</summary>
sealed class NoRecords : IMeetingRecords
{
    /// <summary>Whom the log tells of and is to forget.</summary>
    public IReadOnlyList<ErasedPerson> Erased { get; set; } = [];

    public Task<MeetingTables> Read(long meeting, CancellationToken cancellation) => Task.FromResult(new MeetingTables
    {
        Context = MeetingContext.Unknown, LogHead = 0, DueRevision = 0, LockAfterDays = 14, Erased = Erased,
    });

    public Task<IReadOnlyList<StudentAttendance>> Standing(string occurrenceId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StudentAttendance>>([]);

    public Task Replace(DerivedMeeting derived, CancellationToken cancellation) => Task.CompletedTask;
}
