using System.Globalization;

namespace ZoomOrleans.Api.Meetings;

/// <summary>
/// Lets the rows derived from a meeting follow a change at once. Should that fail, they follow all the same: the change
/// has made the meeting due in its own transaction.
/// </summary>
public sealed partial class Derivation(IGrainFactory grains, ILogger<Derivation> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task Follow(Meeting meeting)
    {
        try
        {
            var number = long.Parse(meeting.ZoomMeetingId, CultureInfo.InvariantCulture);
            await grains.GetGrain<IMeetingGrain>(MeetingKey.Of(number)).Derive().WaitAsync(Patience);
        }
        catch (Exception exception)
        {
            LogLater(logger, meeting.ZoomMeetingId, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The lessons of meeting {Meeting} follow a change later: {Reason}")]
    static partial void LogLater(ILogger logger, string meeting, string reason);
}
