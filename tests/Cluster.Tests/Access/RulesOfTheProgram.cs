namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>What the program keeps for itself and for those who look after it.</summary>
static class RulesOfTheProgram
{
    public static readonly TableRule<SettingsRow> Settings = new()
    {
        Table = "school_settings",
        Key = [nameof(SettingsRow.IsTheOnlyRow)],
        All = school => school.Settings,
        Reads = (who, _) => who.IsAdmin,
        Changes = (who, _, wish) => who.IsAdmin && who.Is(wish.ChangedBy),
        ClosedToProgram = "+-",
        New = (who, _) => new SettingsRow(who.Role is null ? null : who.Id, 1),
        Wish = (who, choice, settings) => settings with
        {
            ChangedBy = RulesOfPeople.AnyUser(who, choice),
            LockAfterDays = 100 + choice.Int(100),
        },
        Swept = [nameof(SettingsRow.ChangedBy)],
        Sweep = (who, settings) => settings with { ChangedBy = who.Role is null ? null : who.Id },
    };

    /// <summary>One's own, admins too.</summary>
    public static readonly TableRule<IdempotencyRow> IdempotencyKeys = new()
    {
        Table = "idempotency_keys",
        Key = [nameof(IdempotencyRow.UserId), nameof(IdempotencyRow.Key)],
        All = school => school.IdempotencyKeys,
        Reads = (who, key) => who.Is(key.UserId),
        Adds = (who, key) => who.Is(key.UserId),
        Removes = (who, key) => who.Is(key.UserId),
        New = (who, choice) => new IdempotencyRow(RulesOfPeople.AnyUser(who, choice), $"{choice.NewId()}"),
        Wish = (_, _, key) => key with { Body = "[]" },
        Swept = [nameof(IdempotencyRow.Body)],
        Sweep = (_, key) => key with { Body = "0" },
    };

    /// <summary>One's own, admins too.</summary>
    public static readonly TableRule<FeedRow> Feeds = new()
    {
        Table = "calendar_feeds",
        Key = [nameof(FeedRow.UserId)],
        All = school => school.Feeds,
        Reads = (who, feed) => who.Is(feed.UserId),
        Adds = (who, feed) => who.Is(feed.UserId),
        Changes = (who, feed, wish) => who.Is(feed.UserId) && who.Is(wish.UserId),
        Removes = (who, feed) => who.Is(feed.UserId),
        New = (who, choice) => new FeedRow(RulesOfPeople.AnyUser(who, choice), Secret(choice), who.School.Now),
        Wish = (who, choice, feed) => choice.OneIn(2)
            ? feed with { SecretHash = Secret(choice) } : feed with { UserId = RulesOfPeople.AnyUser(who, choice) },
        Swept = [nameof(FeedRow.CreatedAt)],
        Sweep = (who, feed) => feed with { CreatedAt = who.School.Now.AddDays(1) },
    };

    static string Secret(Choice choice) => $"\\x{choice.NewId():N}{choice.NewId():N}";

    /// <summary>One's own, admins too; teachers make meetings for themselves.</summary>
    public static readonly TableRule<CreationRow> Creations = new()
    {
        Table = "meeting_creations",
        Key = [nameof(CreationRow.Id)],
        All = school => school.Creations,
        Reads = (who, one) => who.Is(one.UserId),
        Adds = (who, one) => who.Is(one.UserId) && (who.IsAdmin || who.Role == "teacher" && who.Is(one.HostId)),
        Changes = (who, one, _) => who.Is(one.UserId),
        Removes = (who, one) => who.Is(one.UserId),
        Fixed = one => (one.UserId, one.HostId),
        New = (who, choice) => new CreationRow(
            choice.NewId(), RulesOfPeople.AnyUser(who, choice), RulesOfPeople.AnyUser(who, choice), who.School.Now),
        Wish = (_, _, one) => one with { Attempt = 7 },
        Swept = [nameof(CreationRow.Attempt)],
        Sweep = (_, one) => one with { Attempt = 8 },
    };

    /// <summary>That it is there, and why. In the bodies there is personal data.</summary>
    public static readonly TableRule<QuarantineRow> Quarantine = new()
    {
        Table = "quarantined_events",
        Key = [nameof(QuarantineRow.Id)],
        Hidden = ["body"],
        All = school => school.Quarantine,
        Reads = (who, _) => who.IsAdmin,
        New = (_, choice) => new QuarantineRow(choice.NewId(), "new", "{}"),
        Wish = (_, _, one) => one with { Reason = "other" },
        Swept = [nameof(QuarantineRow.Reason)],
        Sweep = (_, one) => one with { Reason = "swept" },
    };

    /// <summary>Added by the program, and by users of what they do themselves, now; removed when their time is over.</summary>
    public static readonly TableRule<AuditRow> Audit = new()
    {
        Table = "audit_log",
        Key = [nameof(AuditRow.Id)],
        All = school => school.Audit,
        Reads = (who, _) => who.IsAdmin,
        Adds = (who, one) => who.Is(one.ActorId),
        NotGiven = [nameof(AuditRow.Id), nameof(AuditRow.At)],
        ClosedToProgram = "~",
        ProgramRemoves = (school, one) =>
            one.At < school.Now.AddDays(-school.Periods.Single(period => period.Kind == "audit").Days),
        New = (who, choice) => new AuditRow(
            choice.NewId(), who.School.Now, choice.OneIn(2) ? who.Id : choice.Of(who.School.Users).Id, "override", null, null),
        Wish = (_, _, one) => one with { Action = "void" },
        Swept = [nameof(AuditRow.Action)],
        Sweep = (_, one) => one with { Action = "lock" },
    };

    public static readonly TableRule<LogRow> Log = new()
    {
        Table = "meeting_log",
        Key = [nameof(LogRow.Meeting), nameof(LogRow.Seq)],
        All = school => school.Log,
        New = (who, choice) => new LogRow(
            choice.Of(who.School.Log).Meeting, 1_000_000 + choice.Int(1_000_000), 1, 1, who.School.Now, "run"),
        Wish = (who, _, entry) => entry with { At = who.School.Now.AddDays(-300) },
        Swept = [nameof(LogRow.Name)],
        Sweep = (_, entry) => entry with { Name = "Somebody" },
    };

    public static readonly TableRule<HeadRow> Heads = new()
    {
        Table = "meeting_heads",
        Key = [nameof(HeadRow.Meeting)],
        All = school => school.Heads,
        New = (who, choice) => new HeadRow(1 + choice.Int(1_000_000), 0, who.School.Now),
        Wish = (_, _, head) => head with { DerivedSeq = -2 },
        Swept = [nameof(HeadRow.DerivedSeq)],
        Sweep = (_, head) => head with { DerivedSeq = -1 },
    };

    public static readonly TableRule<UnscheduledRow> Unscheduled = new()
    {
        Table = "unscheduled_meetings",
        Key = [nameof(UnscheduledRow.Meeting)],
        All = school => school.Unscheduled,
        Reads = (who, _) => who.IsAdmin,
        New = (who, choice) => new UnscheduledRow(1_000 + choice.Int(1_000_000), who.School.Now, who.School.Now),
        Wish = (who, _, one) => one with { LastSeen = who.School.Now.AddDays(300) },
        Swept = [nameof(UnscheduledRow.LastSeen)],
        Sweep = (who, one) => one with { LastSeen = who.School.Now.AddDays(301) },
    };

    /// <summary>How much waits and what was wrong, but not whose it is.</summary>
    public static readonly TableRule<DueRow> Due = new()
    {
        Table = "due_work",
        Key = [nameof(DueRow.Kind), nameof(DueRow.Attempts)],
        Hidden = ["key"],
        All = school => school.Due,
        Reads = (who, _) => who.IsAdmin,
        New = (who, choice) => new DueRow("other", $"{choice.NewId()}", who.School.Now, 1000),
        Wish = (who, _, due) => due with { DueAt = who.School.Now.AddDays(300) },
        Swept = [nameof(DueRow.DueAt)],
        Sweep = (who, due) => due with { DueAt = who.School.Now.AddDays(301) },
    };
}
