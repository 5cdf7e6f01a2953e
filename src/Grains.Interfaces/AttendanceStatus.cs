namespace ZoomOrleans;

/// <summary>A student's mark. <see cref="Excused"/> is only ever a person's decision.</summary>
public enum AttendanceStatus
{
    Present,
    Partial,
    Absent,
    Excused,
}

/// <summary>By what a person's connections were matched to a user; the earlier one wins.</summary>
public enum MatchedBy
{
    Manual,
    Registrant,
    Email,
    ZoomUser,
}

/// <summary>What is worth knowing about a mark.</summary>
[Flags]
public enum AttendanceFlags
{
    None = 0,

    /// <summary>In now: the last stay has no end yet.</summary>
    Open = 1,

    /// <summary>A leave whose join nobody reported; it counts no time.</summary>
    Incomplete = 2,

    /// <summary>Joined, but not within the window that the policy counts.</summary>
    OutsideWindow = 4,

    /// <summary>A stay was ended by an assumed end of the run.</summary>
    InferredEnd = 8,

    /// <summary>Something arrived after the attendance was locked.</summary>
    LateAfterLock = 16,

    /// <summary>The evidence of a connection named two different users.</summary>
    AmbiguousIdentity = 32,
}
