namespace ZoomOrleans;

/// <summary>Where an occurrence (one lesson) stands.</summary>
public enum OccurrenceStatus
{
    Scheduled,
    Started,
    Ended,
    Void,
    Cancelled,
}

/// <summary>Where the attendance of an occurrence stands.</summary>
public enum AttendanceState
{
    /// <summary>There is no attendance to take: not begun, cancelled, or no class.</summary>
    None,
    Live,

    /// <summary>Ended, but nobody is called absent before Zoom's report was compared or a teacher confirmed.</summary>
    Held,
    Provisional,
    Reconciled,
    Locked,
}
