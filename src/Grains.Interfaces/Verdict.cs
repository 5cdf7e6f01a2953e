namespace ZoomOrleans;

/// <summary>What becomes of a decision.</summary>
public enum Verdict
{
    /// <summary>It stands in the log, and the derived rows show it.</summary>
    Accepted,
    NoSuchOccurrence,

    /// <summary>Nobody of that id is on the occurrence's roster.</summary>
    NoSuchStudent,
    NoSuchGuest,
    NoSuchMatch,

    /// <summary>Only the display name tells who the guest is, and two connections of that name were in at once.</summary>
    NameNotUnique,

    /// <summary>Nothing of it may be changed before an admin unlocks it.</summary>
    IsLocked,
    IsNotLocked,

    /// <summary>Its facts are deleted: it stands for good.</summary>
    FactsAreDeleted,

    /// <summary>It still lasts, or has not begun.</summary>
    HasNotEnded,

    /// <summary>It was voided: it has no records.</summary>
    IsVoid,

    /// <summary>Only an unscheduled occurrence can be split, and only at a time between its start and its end.</summary>
    CannotBeSplitThere,

    /// <summary>Only neighbours can be joined, and only such as are both scheduled or both unscheduled.</summary>
    CannotBeJoined,
}
