using System.Globalization;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Meetings;

/// <summary>
/// Keeps a meeting at Zoom as it is here. Without credentials of an account, Zoom is left alone: then the school enters
/// its meetings by Zoom's number and looks after them there.
/// </summary>
public sealed partial class AtZoom(ZoomMeetings zoom, ChangesToday changes, ILogger<AtZoom> logger)
{
    /// <summary>By which Zoom knows a user: the id that an admin has entered, else their address.</summary>
    public const string HostOf = "SELECT coalesce(zoom_user_id, email) FROM users WHERE id = $1";

    public bool IsConfigured => zoom.IsConfigured;

    /// <returns>Null where the caller sees no such user.</returns>
    public static async Task<string?> Host(UserTransaction rows, Guid? id) =>
        (await rows.Query(HostOf, [id], row => row.GetString(0))).FirstOrDefault();

    /// <summary>Zoom is changed before the row, which is locked meanwhile.</summary>
    /// <returns>The row to be written, and its lessons where Zoom has planned others than we have.</returns>
    public async Task<(Meeting Meeting, IReadOnlyList<PlannedLesson>? Lessons)> Change(
        UserTransaction rows, Meeting before, Meeting after)
    {
        if (!IsConfigured || ZoomRequests.Change(before, after) is not { } change)
            return (after, null);
        var host = await Host(rows, before.HostId);
        await zoom.Change(Number(after), change, host);
        if (host is not null)
            await changes.Tell(host);
        var isRegistrationOther = before.RegistrationEnabled != after.RegistrationEnabled;
        if (change.Recurrence is null && !isRegistrationOther)
            return (after, null);
        // Zoom answers a change with nothing.
        var now = await zoom.Get(Number(after));
        return (isRegistrationOther ? after with { RegistrationUrl = now.RegistrationUrl } : after, Lessons(after, now));
    }

    /// <summary>A meeting that Zoom does not have any more is cancelled there already.</summary>
    public Task Remove(Meeting meeting) => IsConfigured ? zoom.Remove(Number(meeting)) : Task.CompletedTask;

    /// <returns>False where it was not running.</returns>
    public Task<bool> End(Meeting meeting) => zoom.End(Number(meeting));

    /// <summary>The link by which its holder runs the meeting. Neither stored nor logged.</summary>
    public async Task<string?> StartUrl(Meeting meeting) => (await zoom.Get(Number(meeting))).StartUrl;

    /// <summary>Zoom's plan, where it is another than ours: Zoom decides when people can meet.</summary>
    /// <returns>Null where both are the same.</returns>
    public IReadOnlyList<PlannedLesson>? Lessons(Meeting meeting, ZoomMeeting made)
    {
        var planned = meeting.PlannedLessons();
        var held = made.Occurrences.Where(one => one is { Status: not "deleted", StartTime: not null })
            .Select(one => new PlannedLesson(one.StartTime!.Value, one.Duration)).OrderBy(one => one.Start).ToList();
        if (meeting.Recurrence is null || held.Count == 0 || held.SequenceEqual(planned))
            return null;
        LogOtherLessons(logger, made.Id, held.Count, planned.Count);
        return held;
    }

    static long Number(Meeting meeting) => long.Parse(meeting.ZoomMeetingId, CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Warning, "Zoom has planned other lessons of meeting {Meeting} than were asked for: {Zoom} for "
        + "{Asked}. Zoom's are kept")]
    static partial void LogOtherLessons(ILogger logger, long meeting, int zoom, int asked);
}
