using System.Globalization;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Meetings;

/// <summary>
/// Keeps a meeting at Zoom as it is here. Without credentials of an account, Zoom is left alone: then the school enters
/// its meetings by Zoom's number and looks after them there.
/// </summary>
public sealed partial class AtZoom(ZoomMeetings zoom, ChangesToday changes, TimeProvider clock, ILogger<AtZoom> logger)
{
    const int InTransactionMax = 8;

    /// <summary>Nobody waits longer for a change, however many calls it is.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>Of it, for others who wait for Zoom: there has to be time for an answer.</summary>
    static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(12);

    static readonly SemaphoreSlim InTransaction = new(InTransactionMax);

    /// <summary>By which Zoom knows a user: the id that an admin has entered, else their address.</summary>
    public const string HostOf = "SELECT coalesce(zoom_user_id, email) FROM users WHERE id = $1";

    public bool IsConfigured => zoom.IsConfigured;

    /// <returns>Null where the caller sees no such user.</returns>
    public static async Task<string?> Host(UserTransaction rows, Guid? id) =>
        (await rows.Query(HostOf, [id], row => row.GetString(0))).FirstOrDefault();

    /// <summary>
    /// Does what changes a row together with Zoom. A transaction that waits for Zoom keeps a connection: where Zoom hangs,
    /// enough of them are left for everybody else.
    /// </summary>
    /// <param name="change">Is given until when Zoom is waited for.</param>
    /// <exception cref="ZoomException">Too many wait for Zoom already.</exception>
    public async Task<T> Together<T>(Func<DateTimeOffset, Task<T>> change)
    {
        var until = clock.GetUtcNow() + Patience;
        if (!IsConfigured)
            return await change(until);
        if (!await InTransaction.WaitAsync(PatienceWithOthers))
            throw new ZoomException(
                ZoomFailure.Unavailable, "Zoom is slow, and many others wait for it. Try again in a minute.");
        try
        {
            return await change(until);
        }
        finally
        {
            InTransaction.Release();
        }
    }

    /// <summary>Zoom is changed before the row, which is locked meanwhile. It counts to the host whom Zoom has.</summary>
    public async Task<ChangedAtZoom> Change(UserTransaction rows, Meeting before, Meeting after, DateTimeOffset until)
    {
        if (!IsConfigured)
            return new(after);
        var newHost = before.HostId == after.HostId ? null : await Host(rows, after.HostId);
        if (ZoomRequests.Change(before, after, newHost) is not { } change)
            return new(after);
        var host = (await MeetingRows.Seen(rows, before.Id))?.HostId ?? await Host(rows, before.HostId);
        await zoom.Change(Number(after), change, host, until);
        if (host is not null)
            await changes.Tell(host);
        var isRegistrationOther = before.RegistrationEnabled != after.RegistrationEnabled;
        if (before.Plan() == after.Plan() && !isRegistrationOther && newHost is null)
            return new(after);
        // Zoom answers a change with nothing.
        var now = await zoom.Get(Number(after), until);
        if (newHost is not null && !IsHost(now, newHost))
            throw new ZoomException(ZoomFailure.Refused,
                "Zoom has kept the meeting's host, and so the program has. Let the former host allow the new one in Zoom to "
                    + "schedule for them, or cancel the meeting and make another one.");
        return new(
            isRegistrationOther ? after with { RegistrationUrl = now.RegistrationUrl } : after, Lessons(after, now),
            ZoomSeen.Of(now));
    }

    /// <summary>A meeting that Zoom does not have any more is cancelled there already.</summary>
    public Task Remove(Meeting meeting, DateTimeOffset until) =>
        IsConfigured ? zoom.Remove(Number(meeting), until) : Task.CompletedTask;

    /// <returns>False where it was not running.</returns>
    public Task<bool> End(Meeting meeting) => zoom.End(Number(meeting));

    /// <summary>The link by which its holder runs the meeting. Neither stored nor logged.</summary>
    public async Task<string?> StartUrl(Meeting meeting) => (await zoom.Get(Number(meeting))).StartUrl;

    /// <summary>Zoom's plan, where it is another than ours: Zoom decides when people can meet.</summary>
    /// <returns>Null where both are the same.</returns>
    public IReadOnlyList<PlannedLesson>? Lessons(Meeting meeting, ZoomMeeting made)
    {
        var planned = meeting.PlannedLessons();
        var held = ZoomChanges.Held(made);
        if (made.Type != ZoomCreation.Recurring || held.Count == 0 || held.SequenceEqual(planned))
            return null;
        if (meeting.Recurrence is not null)
            LogOtherLessons(logger, made.Id, held.Count, planned.Count);
        return held;
    }

    static bool IsHost(ZoomMeeting meeting, string host) =>
        meeting.HostId == host || string.Equals(meeting.HostEmail, host, StringComparison.OrdinalIgnoreCase);

    static long Number(Meeting meeting) => long.Parse(meeting.ZoomMeetingId, CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Warning, "Zoom has planned other lessons of meeting {Meeting} than were asked for: {Zoom} for "
        + "{Asked}. Zoom's are kept")]
    static partial void LogOtherLessons(ILogger logger, long meeting, int zoom, int asked);
}
