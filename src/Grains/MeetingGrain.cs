using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using ZoomOrleans.Attendance;

namespace ZoomOrleans;

/// <summary>
/// Holds what a meeting's log says so far. It takes in nothing that is not durable: an entry is folded, and its sender
/// answered, when its slice of the log has committed. Many entries may be on their way at once.
/// </summary>
[Reentrant, RandomPlacement]
public sealed partial class MeetingGrain : Grain, IMeetingGrain
{
    /// <summary>How often the derived rows follow a busy log; a quiet one they follow at once.</summary>
    static readonly TimeSpan DerivationInterval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Nothing is locked sooner after the last entry: of a lesson that lies far back, all of its facts may come at once.
    /// </summary>
    static readonly TimeSpan LockQuiet = TimeSpan.FromSeconds(10);

    /// <summary>So old may the context be that a view is computed in, should nobody have told of a change.</summary>
    static readonly TimeSpan ContextAge = TimeSpan.FromSeconds(30);

    readonly IMeetingLog _log;
    readonly IMeetingRecords _records;
    readonly DerivationPace _pace;
    readonly TimeProvider _clock;
    readonly ILogger _logger;
    readonly Dictionary<Entry, Task> _onTheirWay = [];
    readonly BatchWorkerFromDelegate _derivation;
    long _meeting;
    MeetingFold _fold = new();
    ILogAppender _appender = null!;
    LogSlice? _slice;
    Task _folded = Task.CompletedTask;
    MeetingContext? _context;
    DateTimeOffset _derivedAt = DateTimeOffset.MinValue;
    DateTimeOffset _recordedAt;
    IGrainTimer _derivationTimer = null!;
    long _derivedSeq;
    Task _locks = Task.CompletedTask;
    bool _derivationIsSet;
    bool _hasTurn;
    bool _isDue;

    public MeetingGrain(
        IMeetingLog log, IMeetingRecords records, DerivationPace pace, TimeProvider clock, ILogger<MeetingGrain> logger)
    {
        (_log, _records, _pace, _clock, _logger) = (log, records, pace, clock, logger);
        _derivation = new BatchWorkerFromDelegate(DeriveNow);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _meeting = MeetingKey.MeetingOf(this.GetPrimaryKeyString());
        _fold = await _log.Load(_meeting, cancellationToken);
        _appender = _log.Open(_meeting, _fold.Seq);
        _recordedAt = _clock.GetUtcNow();
        _derivationTimer = this.RegisterGrainTimer(DeriveInTurn, new GrainTimerCreationOptions
        {
            DueTime = Timeout.InfiniteTimeSpan,
            Period = Timeout.InfiniteTimeSpan,
            Interleave = true,
            KeepAlive = true,
        });
        // Whoever wrote last may have been killed between an append and its derivation.
        if (_fold.Seq > 0)
            DeriveSoon();
    }

    public Task Record(Entry entry) => IsBeingForgotten ? RecordAfterForgetting(entry) : RecordUnlessKnown(entry);

    Task RecordUnlessKnown(Entry entry)
    {
        if (_onTheirWay.TryGetValue(entry, out var original))
            return original;
        return _fold.Knows(entry) ? Task.CompletedTask : Append(entry);
    }

    /// <summary>Completes when a computation that began after this call has been stored.</summary>
    public Task Derive() => _derivation.NotifyAndWaitForWorkToBeServiced();

    public Task DeriveDue() => _derivationIsSet ? Task.CompletedTask : Derive();

    DateTimeOffset Now => AttendanceRules.NoEarlierThan(_fold.LatestFactAt, _clock.GetUtcNow());

    Task Append(Entry entry)
    {
        if (IsBeingForgotten)
            throw Forgotten;
        // From the first entry that the derived rows lack, the meeting is due in the tables: whatever becomes of this
        // activation, they will follow.
        var slice = _appender.Append(entry, makesDue: !_isDue);
        _isDue = true;
        if (slice != _slice)
        {
            _slice = slice;
            _folded = FoldOnCommit(slice);
        }
        if (!_folded.IsCompleted)
            _onTheirWay[entry] = _folded;
        return _folded;
    }

    async Task FoldOnCommit(LogSlice slice)
    {
        try
        {
            await slice.Committed;
        }
        catch (Exception exception)
        {
            LogAppendFailed(_logger, _meeting, exception.Message);
            DeactivateOnIdle();
            throw;
        }
        for (var i = 0; i < slice.Entries.Count; i++)
        {
            _fold.Add(slice.FirstSeq + i, slice.Entries[i]);
            _onTheirWay.Remove(slice.Entries[i]);
        }
        _recordedAt = _clock.GetUtcNow();
        TellWatchers();
        DeriveSoon();
    }

    void DeriveSoon()
    {
        if (_derivationIsSet)
            return;
        _derivationIsSet = true;
        var wait = _derivedAt + DerivationInterval - _clock.GetUtcNow();
        _derivationTimer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Nobody waits for this: should it fail, the meeting is due in the tables all the same. The turn is waited for
    /// outside of any call: one under way would keep a poisoned activation from ending.
    /// </summary>
    async Task DeriveInTurn()
    {
        if (!_hasTurn && _pace.TakeTurn() is var wait && wait > TimeSpan.Zero)
        {
            _hasTurn = true;
            _derivationTimer.Change(wait, Timeout.InfiniteTimeSpan);
            return;
        }
        _hasTurn = false;
        var started = _clock.GetTimestamp();
        try
        {
            await Derive();
        }
        catch (Exception exception)
        {
            LogFollowsLater(_logger, _meeting, exception.Message);
        }
        _pace.Spent(_clock.GetElapsedTime(started));
    }

    async Task DeriveNow()
    {
        _derivationIsSet = false;
        if (IsBeingForgotten)
            throw Forgotten;
        // Before the tables are read: of two computations, the one that has read the older tables must not win.
        var asOf = _clock.GetUtcNow();
        var tables = await _records.Read(_meeting, CancellationToken.None);
        if (tables.LogHead > _appender.LastSeq)
        {
            DeactivateOnIdle();
            throw new LogFailedException($"Another activation of meeting {_meeting} has written its log.");
        }
        // Before the tables' context is taken in, which knows them by their new names alone.
        if (tables.Erased.Count > 0)
            await Erase(tables.Erased);
        _derivedAt = asOf;
        await Adopt(tables.Context);
        foreach (var end in NeverEnding.Ends(OccurrencesAt(Now, _context!), Now))
            await Record(end);
        var attendance = await Lock(AttendanceOf(tables, asOf), tables, asOf);
        var derived = Derived(tables, attendance);
        await _records.Replace(derived, CancellationToken.None);
        _derivedSeq = derived.Seq;
    }

    async Task KnowContext()
    {
        if (_context is null || _clock.GetUtcNow() - _derivedAt > ContextAge)
            await Derive();
    }

    /// <summary>A context that explains an answer is in the log before the answer is given.</summary>
    async Task Adopt(MeetingContext read)
    {
        var context = _fold.Context is { } logged ? read.Remembering(logged) : read;
        var explains = context.MeetingId is not null
            && OccurrencesAt(Now, context).Any(occurrence => occurrence.IsExplainedByLog);
        if (explains && !MeetingContextJson.AreEqual(context, _fold.Context))
            await Append(context);
        var isNews = !MeetingContextJson.AreEqual(context, _context);
        (_context, _viewed) = (context, null);
        if (isNews)
            TellWatchers();
    }

    async Task<MeetingAttendance> Lock(MeetingAttendance attendance, MeetingTables tables, DateTimeOffset asOf)
    {
        // What is on its way belongs before a lock, and may change what would be locked.
        var due = attendance.LocksDue(tables.LockAfterDays, _recordedAt + LockQuiet, asOf).ToList();
        if (due.Count == 0 || _onTheirWay.Count > 0)
            return attendance;
        _locks = Task.WhenAll([.. due.Select(occurrence =>
            Append(new Locked { Id = Guid.NewGuid(), OccurrenceId = occurrence, At = NextDecisionAt() }))]);
        await _locks;
        return AttendanceOf(tables, asOf);
    }

    MeetingAttendance AttendanceOf(MeetingTables tables, DateTimeOffset asOf) =>
        MeetingAttendance.Of(_meeting, _fold, _context!, asOf, tables.Locked);

    DerivedMeeting Derived(MeetingTables tables, MeetingAttendance attendance)
    {
        // With entries on their way, the due row stays: they rely on it.
        var isQuiet = _onTheirWay.Count == 0;
        _isDue &= !isQuiet;
        return new DerivedMeeting
        {
            Meeting = _meeting,
            Context = _context!,
            Seq = _fold.Seq,
            Attendance = attendance,
            NewDecisions = _fold.DecisionsBehind(_derivedSeq),
            Answers = isQuiet ? tables.DueRevision : null,
            AskZoomAt = _context!.ClassId is null ? null : Asking.NextAt(attendance.Occurrences, tables.ZoomAskedAt),
            NextChange = attendance.NextChange(tables.LockAfterDays, _recordedAt + LockQuiet),
        };
    }

    IReadOnlyList<Occurrence> OccurrencesAt(DateTimeOffset now, MeetingContext context) =>
        Occurrences.Of(_meeting, _fold.Runs, context, _fold.Decisions, now);

    [LoggerMessage(LogLevel.Warning, "Meeting {Meeting}: an append failed, its log will be read anew: {Reason}")]
    static partial void LogAppendFailed(ILogger logger, long meeting, string reason);

    [LoggerMessage(LogLevel.Warning, "Meeting {Meeting}: the rows derived from its log follow later: {Reason}")]
    static partial void LogFollowsLater(ILogger logger, long meeting, string reason);
}
