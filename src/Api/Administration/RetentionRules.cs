namespace ZoomOrleans.Api.Administration;

/// <summary>Which periods go together: what explains something is kept as long as that is.</summary>
static class RetentionRules
{
    static readonly (RetentionKind Shorter, RetentionKind Longer, string Problem)[] Orders =
    [
        (RetentionKind.Facts, RetentionKind.Participants,
            "facts must not be kept longer than participants: as long as there are facts, the participants follow from them."),
        (RetentionKind.Guests, RetentionKind.Participants,
            "guests must not be kept longer than participants: they are some of them."),
        (RetentionKind.Participants, RetentionKind.Attendance,
            "participants must not be kept longer than attendance: with a lesson's marks all of it is deleted."),
        (RetentionKind.Attendance, RetentionKind.Audit,
            "audit must be kept at least as long as attendance: it says who set a mark by hand."),
    ];

    static readonly (RetentionKind Kind, string Problem)[] NeverForEver =
    [
        (RetentionKind.UnscheduledMeetings,
            "unscheduledMeetings cannot be kept for ever: they are nobody's, and the names in them are of strangers."),
        (RetentionKind.CheckInHashes,
            "checkInHashes cannot be kept for ever: they are of use for days, and with the last one their key is destroyed."),
        (RetentionKind.ShortLived, "shortLived cannot be kept for ever: it is of no use after a day."),
    ];

    /// <param name="days">Of each kind; null: for ever.</param>
    /// <returns>Null where they fit.</returns>
    public static string? Problem(IReadOnlyDictionary<RetentionKind, int?> days)
    {
        return NeverForEver.FirstOrDefault(one => days[one.Kind] is null).Problem
            ?? Orders.FirstOrDefault(order => Of(order.Shorter) > Of(order.Longer)).Problem;

        int Of(RetentionKind kind) => days[kind] ?? int.MaxValue;
    }
}
