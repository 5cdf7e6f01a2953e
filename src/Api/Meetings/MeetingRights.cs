using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Meetings;

static class MeetingRights
{
    public static bool IsRunBy(this Meeting meeting, Caller caller) => caller.IsAdmin || meeting.HostId == caller.Id;
}
