namespace ZoomOrleans.Api.Administration;

/// <summary>
/// What the audit log tells of: what people decide about attendance, what gives or takes rights, refused
/// sign-ins, deliveries fetched by hand, and files taken away.
/// </summary>
public enum AuditAction
{
    Override,
    RemoveOverride,
    Match,
    Unmatch,
    Confirm,
    Void,
    UndoVoid,
    Split,
    Join,
    Lock,
    Unlock,

    /// <summary>Zoom said that a lesson took place of which it had told nothing.</summary>
    Degrade,

    /// <summary>The facts behind a locked lesson were deleted: it stands for good.</summary>
    DeleteFacts,

    /// <summary>A run of the retention deleted what was due of one kind.</summary>
    Retain,

    /// <summary>An admin has set how long something is kept.</summary>
    RetentionChanged,

    /// <summary>A new user is an admin or a teacher.</summary>
    RoleGiven,
    RoleChanged,
    ChildLinked,
    ChildUnlinked,

    /// <summary>A class has another teacher than before, or its first or none any more.</summary>
    TeacherChanged,

    /// <summary>A token's subject stands for a user from now on.</summary>
    IdentityLinked,
    IdentityUnlinked,
    SignInRefused,

    /// <summary>By the host, about a registrant.</summary>
    ApproveRegistrant,
    DenyRegistrant,

    /// <summary>Somebody changed a meeting in Zoom itself, and it was changed here likewise.</summary>
    ChangedInZoom,
    CancelledInZoom,

    /// <summary>A meeting that Zoom reported and nobody had scheduled here.</summary>
    Adopt,

    /// <summary>An admin has fetched what Zoom could not deliver.</summary>
    ReplayWebhookLog,

    /// <summary>Somebody was given attendance, or all that is stored about a person, as a file.</summary>
    Export,

    /// <summary>Somebody's data is removed, or made somebody's whom nobody knows.</summary>
    Erase,
}
