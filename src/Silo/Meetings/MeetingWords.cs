namespace ZoomOrleans.Silo.Meetings;

public enum MeetingType
{
    Scheduled,

    /// <summary>Held at once; it has no planned time.</summary>
    Instant,
    Recurring,
}

public enum MeetingStatus
{
    Scheduled,
    Started,
    Ended,
    Cancelled,
}

/// <summary>For whom a meeting is.</summary>
public enum Audience
{
    All,
    Students,
    Teachers,

    /// <summary>The students of the meeting's class, their parents, and its teacher.</summary>
    Class,

    /// <summary>Nobody but the host.</summary>
    Personal,
}
