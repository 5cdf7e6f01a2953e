using System.Text;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Api.Webhook;

/// <summary>What becomes of Zoom's word, whichever way it has come: recorded, put into quarantine, or nothing.</summary>
public sealed partial class Intake(MeetingGrains meetings, Quarantine quarantine, ILogger<Intake> logger)
{
    /// <summary>Half a second before Zoom gives up: a commit may still follow, and the repetition is then known.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2.5);

    /// <summary>Completes when it is durable; what is known already changes nothing.</summary>
    /// <param name="read">What the body means.</param>
    /// <param name="body">As Zoom wrote it.</param>
    /// <exception cref="TimeoutException">Not by the deadline. It may become so all the same.</exception>
    public Task Keep(ZoomEvent read, ReadOnlySpan<byte> body) => read switch
    {
        ZoomEvent.Recorded(var meeting, var entry) => meetings.Record(meeting, entry).WaitAsync(Deadline),
        ZoomEvent.Unreadable(var reason) => PutAside(reason, Encoding.UTF8.GetString(body)).WaitAsync(Deadline),
        _ => Task.CompletedTask,
    };

    Task PutAside(string reason, string body)
    {
        LogUnreadable(logger, reason);
        return quarantine.Add(reason, body);
    }

    [LoggerMessage(LogLevel.Warning, "A webhook goes to quarantine: {Reason}")]
    static partial void LogUnreadable(ILogger logger, string reason);
}
