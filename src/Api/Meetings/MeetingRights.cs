using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Meetings;

static class MeetingRights
{
    const string InPersonalRoom = "The meeting is held under its host's personal meeting id, by which Zoom does not tell whose "
        + "attendance it is. Switch that off: here with settings.usePmi false, or in Zoom.";

    public static bool IsRunBy(this Meeting meeting, Caller caller) => caller.IsAdmin || meeting.HostId == caller.Id;

    /// <summary>With what only those who run it can do something about.</summary>
    public static Meeting For(this Meeting meeting, Caller caller) =>
        meeting.Settings.UsePmi == true && meeting.IsRunBy(caller) ? meeting with { Problem = InPersonalRoom } : meeting;
}
