namespace ZoomOrleans.Api.Administration;

/// <summary>What may be kept for a while.</summary>
public enum RetentionKind
{
    /// <summary>What Zoom reported of a locked lesson, in the meeting's log; by the lesson's day.</summary>
    Facts,

    /// <summary>Names and addresses of those who were in a lesson that has lost its facts; their times stay.</summary>
    Participants,

    /// <summary>Those of them whom nobody knew, in locked lessons.</summary>
    Guests,

    /// <summary>Marks, with their times, of lessons that have lost their facts; and check-ins.</summary>
    Attendance,

    /// <summary>Who did what.</summary>
    Audit,

    /// <summary>Everybody's own links into a meeting, from its last lesson on.</summary>
    JoinLinks,

    /// <summary>Hashes of the addresses from which people checked in; the check-ins stay.</summary>
    CheckInHashes,

    /// <summary>What Zoom sent and nobody could read.</summary>
    Quarantine,

    /// <summary>Answers that can be given again, and how many wrong codes somebody has entered.</summary>
    ShortLived,

    /// <summary>Meetings that Zoom reported and nobody scheduled here, from when Zoom told of them last.</summary>
    UnscheduledMeetings,

    /// <summary>Meetings leave the lists so long after their last lesson. They are archived, not deleted.</summary>
    InactiveMeetings,
}
