using ZoomOrleans.Api.Administration;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>What is kept for a while, in an admin's words.</summary>
static class RetentionWords
{
    /// <returns>Its name, and what it is and from when on the days count.</returns>
    public static (string Name, string What) Of(RetentionKind kind) => kind switch
    {
        RetentionKind.Facts => ("Facts", "what Zoom reported of a locked lesson, from the lesson on"),
        RetentionKind.Participants => (
            "Participants", "names and addresses beside their times, from the lesson on, once its facts are gone"),
        RetentionKind.Guests => ("Guests", "participants whom nobody knew, from the lesson on, once it is locked"),
        RetentionKind.Attendance => ("Attendance", "marks, from the lesson on, once its facts are gone, and check-ins"),
        RetentionKind.Audit => ("Audit log", "who did what"),
        RetentionKind.JoinLinks => ("Personal links", "into a meeting, from the end of its last lesson on"),
        RetentionKind.CheckInHashes => ("Addresses of check-ins", "hashes of them; who checked in when stays"),
        RetentionKind.Quarantine => ("Quarantine", "what Zoom sent and nobody could read"),
        RetentionKind.ShortLived => ("Short-lived", "answers that can be given again, counts of wrong codes"),
        RetentionKind.UnscheduledMeetings => ("Unscheduled meetings", "that nobody adopted, since Zoom told of them last"),
        RetentionKind.InactiveMeetings => (
            "Inactive meetings", "leave the lists so long after their last lesson; they are not deleted"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Say here what it is."),
    };

    public static string Unit(RetentionKind kind) => kind switch
    {
        RetentionKind.Facts => "facts",
        RetentionKind.JoinLinks => "links",
        RetentionKind.CheckInHashes => "hashes",
        RetentionKind.InactiveMeetings => "meetings",
        RetentionKind.Quarantine => "events",
        RetentionKind.Audit => "entries",
        _ => "rows",
    };
}
