namespace ZoomOrleans.Silo.Log;

/// <summary>What is to be looked at in Zoom after a notice: the kind of due work, whose key is the meeting.</summary>
static class NoticeWork
{
    public static string KindOf(Notice notice) =>
        notice.Event.StartsWith("meeting.registration_", StringComparison.Ordinal) ? "registration" : "meeting";
}
