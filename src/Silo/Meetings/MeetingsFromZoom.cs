using System.Text.Json;
using ZoomOrleans.Silo.Text;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>
/// Brings our meetings to what Zoom has, whenever Zoom says that something was changed there. What was changed it is asked
/// for: a notice that comes late, twice or because of a change made here ends in the same rows.
/// </summary>
sealed partial class MeetingsFromZoom(
    FollowedRows rows, ZoomMeetings zoom, TimeProvider clock, ILogger<MeetingsFromZoom> logger)
{
    /// <summary>Who changes the same meeting here meanwhile is not waited for; Zoom is asked again instead.</summary>
    const int TriesMax = 5;

    /// <param name="number">Zoom's number.</param>
    /// <exception cref="ZoomException">Not to be told now.</exception>
    public async Task Follow(long number)
    {
        for (var tried = 0; tried < TriesMax; tried++)
        {
            var (revision, ours) = await rows.Read(number);
            if (ours is null || ours.Meeting.Status == MeetingStatus.Cancelled || !zoom.IsConfigured)
            {
                await rows.Done(number, revision);
                return;
            }
            if (await rows.Write(number, revision, ours, await Changed(number, ours)))
                return;
        }
        throw new InvalidOperationException("Somebody changes this meeting here all the time.");
    }

    async Task<FollowedChange> Changed(long number, FollowedMeeting ours)
    {
        var planned = JsonSerializer.Deserialize<List<PlannedLesson>>(ours.Lessons, Json.Options)!;
        if (await zoom.Find(number) is not { } told)
            return Gone(ours.Meeting, planned);
        var meeting = ZoomChanges.Over(ours.Meeting, told, ours.Seen);
        var seen = ZoomSeen.Of(told);
        if (seen.HostId != ours.Seen?.HostId && (ours.Seen?.HostId is not null || meeting.HostId is null))
            meeting = meeting with { HostId = await rows.HostOf(told.HostId, told.HostEmail) ?? meeting.HostId };
        var lessons = ZoomChanges.Lessons(meeting, told);
        return new FollowedChange(meeting, lessons.SequenceEqual(planned) ? null : lessons, seen);
    }

    /// <summary>
    /// Zoom forgets an instant meeting by itself when it is over, and of others their hosts tidy away what is over: what
    /// was to be held was held.
    /// </summary>
    FollowedChange Gone(Meeting meeting, List<PlannedLesson> planned)
    {
        if (meeting.MeetingType == MeetingType.Instant || IsOver(planned))
            return new FollowedChange(meeting, null, null);
        LogGone(logger, meeting.ZoomMeetingId);
        return new FollowedChange(meeting with { Status = MeetingStatus.Cancelled }, null, null);
    }

    bool IsOver(List<PlannedLesson> planned) =>
        planned.Count > 0 && planned.TrueForAll(lesson => lesson.Start.AddMinutes(lesson.Minutes) <= clock.GetUtcNow());

    [LoggerMessage(LogLevel.Information, "Zoom has no meeting {Meeting} any more: it is cancelled here")]
    static partial void LogGone(ILogger logger, string meeting);
}
