using ZoomOrleans.Attendance;
using ZoomOrleans.Erasure;

namespace ZoomOrleans;

/// <summary>The logs of all meetings, in PostgreSQL.</summary>
public interface IMeetingLog
{
    /// <summary>Reads a meeting's log from its beginning.</summary>
    Task<MeetingFold> Load(long meeting, CancellationToken cancellation);

    /// <summary>The right to append behind <paramref name="lastSeq"/>, for one activation of the meeting's grain.</summary>
    ILogAppender Open(long meeting, long lastSeq);

    /// <summary>
    /// Removes the log of a meeting that nobody scheduled here, if Zoom has been silent about it for a week.
    /// </summary>
    /// <param name="meeting">Zoom's number.</param>
    /// <param name="lastSeq">The last place that the caller knows of: where the log has grown, nothing is removed.</param>
    /// <returns>False where it stays.</returns>
    Task<bool> Forget(long meeting, long lastSeq);

    /// <summary>Has other names, addresses and ids stand in a log in the place of theirs.</summary>
    /// <param name="meeting">Zoom's number.</param>
    /// <param name="lastSeq">The last place that the caller knows of: where the log has grown, nothing is renamed.</param>
    /// <param name="people">Whom nothing is to tell of any more.</param>
    /// <returns>False where it tells of none of them.</returns>
    /// <exception cref="LogFailedException">The log has grown.</exception>
    Task<bool> Erase(long meeting, long lastSeq, IReadOnlyList<ErasedPerson> people);
}

/// <summary>
/// One activation's way to append. Once an append failed, all later ones fail too: only an activation that has read
/// the log anew knows what stands in it. To be called from one thread at a time.
/// </summary>
public interface ILogAppender
{
    /// <summary>The place of the last entry handed over, committed or not.</summary>
    long LastSeq { get; }

    /// <summary>Hands an entry over; it commits with the slice that is returned.</summary>
    /// <param name="entry">What to append.</param>
    /// <param name="makesDue">Whether the commit makes the meeting's attendance due.</param>
    /// <exception cref="LogOverloadedException">Too much waits.</exception>
    /// <exception cref="LogFailedException">An earlier append failed.</exception>
    LogSlice Append(Entry entry, bool makesDue);
}
