namespace ZoomOrleans.Silo.Log;

/// <summary>What is to be looked at in Zoom after a notice: the kind of due work, whose key is the meeting.</summary>
static class NoticeWork
{
    /// <returns>Null where nothing is.</returns>
    public static string? KindOf(Notice notice) =>
        notice.Event.StartsWith("meeting.registration_", StringComparison.Ordinal) ? "registration" : null;
}
