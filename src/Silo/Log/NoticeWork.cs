namespace ZoomOrleans.Silo.Log;

/// <summary>What is to be looked at in Zoom after a notice: the kind of due work, whose key is the meeting.</summary>
static class NoticeWork
{
    /// <returns>Null: nothing. A new meeting is as its maker has just told Zoom, be it somebody there or this program.</returns>
    public static string? KindOf(Notice notice) => notice.Event switch
    {
        "meeting.created" => null,
        var name => name.StartsWith("meeting.registration_", StringComparison.Ordinal) ? "registration" : "meeting",
    };
}
