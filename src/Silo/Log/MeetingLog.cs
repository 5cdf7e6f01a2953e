using ZoomOrleans.Attendance;
using ZoomOrleans.Erasure;

namespace ZoomOrleans.Silo.Log;

/// <summary>The logs in <c>meeting_log</c>, read and appended to by way of the one <see cref="LogWriter"/>.</summary>
public sealed class MeetingLog(LogReader reader, LogWriter writer, LogRemoval removal, LogErasure erasure) : IMeetingLog
{
    public Task<MeetingFold> Load(long meeting, CancellationToken cancellation) =>
        reader.Read(meeting, long.MaxValue, cancellation);

    public ILogAppender Open(long meeting, long lastSeq) => new LogAppender(meeting, lastSeq, writer);

    public Task<bool> Forget(long meeting, long lastSeq) => removal.Run(meeting, lastSeq);

    public Task<bool> Erase(long meeting, long lastSeq, IReadOnlyList<ErasedPerson> people) =>
        erasure.Run(meeting, lastSeq, people);
}
