using System.Threading.Channels;
using Npgsql;

namespace ZoomOrleans.Silo.Log;

/// <summary>
/// The one writer of a silo's meetings: it takes whatever waits when its previous commit returns, so that a lone entry
/// waits for nobody and a crowd shares a commit.
/// </summary>
public sealed partial class LogWriter(SiloDatabase database, ILogger<LogWriter> logger) : BackgroundService
{
    /// <summary>Beyond this many waiting entries (seconds of work) none is taken in: Zoom will send it again.</summary>
    public const int WaitingMax = 20_000;

    /// <summary>Entries in one statement; more of them no longer make it cheaper.</summary>
    const int BatchMax = 2_000;

    readonly Channel<(LogAppender Appender, LogSlice Slice)> _slices = Channel.CreateUnbounded<(LogAppender, LogSlice)>(
        new UnboundedChannelOptions { SingleReader = true });

    readonly LogInsert _insert = new(database);
    int _waiting;

    /// <summary>Makes room for one entry.</summary>
    /// <exception cref="LogOverloadedException">There is none.</exception>
    internal void Reserve()
    {
        if (Interlocked.Increment(ref _waiting) <= WaitingMax)
            return;
        Interlocked.Decrement(ref _waiting);
        throw new LogOverloadedException($"{WaitingMax} entries wait to be written.");
    }

    /// <exception cref="LogFailedException">The program stops; nobody writes any more.</exception>
    internal void Write(LogAppender appender, LogSlice slice)
    {
        if (!_slices.Writer.TryWrite((appender, slice)))
            throw new LogFailedException("The program is stopping.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What was taken in is written even while stopping: nobody who was answered can be told otherwise.
        stoppingToken.Register(() => _slices.Writer.TryComplete());
        while (await _slices.Reader.WaitToReadAsync(CancellationToken.None))
            await Write(Take());
    }

    List<(LogAppender Appender, LogSlice Slice)> Take()
    {
        var batch = new List<(LogAppender, LogSlice)>();
        var entries = 0;
        while (entries < BatchMax && _slices.Reader.TryRead(out var next))
        {
            next.Slice.Seal();
            entries += next.Slice.Entries.Count;
            Interlocked.Add(ref _waiting, -next.Slice.Entries.Count);
            batch.Add(next);
        }
        return batch;
    }

    async Task Write(List<(LogAppender Appender, LogSlice Slice)> batch)
    {
        foreach (var (_, slice) in batch.Where(one => one.Appender.IsPoisoned))
            slice.Fail(new LogFailedException("An earlier append failed."));
        batch.RemoveAll(one => one.Appender.IsPoisoned);
        if (batch.Count == 0)
            return;
        try
        {
            await _insert.Run(batch.ConvertAll(one => one.Slice));
            foreach (var (_, slice) in batch)
                slice.Commit();
        }
        catch (PostgresException exception) when (batch.Count > 1 && IsForTheSakeOfOne(exception))
        {
            foreach (var one in batch)
                await Write([one]);
        }
        catch (Exception exception)
        {
            foreach (var (appender, _) in batch)
                appender.Poison();
            LogBatchFailed(logger, batch.Count, exception.Message);
            foreach (var (_, slice) in batch)
                slice.Fail(new LogFailedException(exception.Message));
        }
    }

    /// <summary>
    /// PostgreSQL refused the whole batch because of a row of one meeting, or to end a deadlock over one: let the others
    /// have theirs. All other failures meet everybody, or leave it open what was written.
    /// </summary>
    static bool IsForTheSakeOfOne(PostgresException exception) => exception.SqlState
        is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or ['2', '2', ..];

    [LoggerMessage(LogLevel.Warning, "Appending to the logs of {Meetings} meetings failed: {Reason}")]
    static partial void LogBatchFailed(ILogger logger, int meetings, string reason);
}
