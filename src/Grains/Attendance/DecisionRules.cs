namespace ZoomOrleans.Attendance;

/// <summary>Which decisions make sense, as the meeting stands. What cannot be meant is refused, and is not logged.</summary>
public static class DecisionRules
{
    /// <param name="decision">What somebody wants.</param>
    /// <param name="occurrences">All of the meeting's, by time.</param>
    /// <param name="context">Who is on the roster.</param>
    /// <param name="decisions">What was decided before.</param>
    public static Verdict Check(
        Decision decision, IReadOnlyList<Occurrence> occurrences, MeetingContext context, Decisions decisions)
    {
        // A match holds in later lessons too: that the one which it was made in is locked must not keep a wrong one alive.
        if (decision is Unmatched unmatched)
            return decisions.Matches.Any(match => match.Id == unmatched.MatchId) ? Verdict.Accepted : Verdict.NoSuchMatch;
        if (Find(occurrences, decision.OccurrenceId) is not { } occurrence)
            return Verdict.NoSuchOccurrence;
        if (decision is Unlocked)
            return occurrence.Decisions.Lock is null ? Verdict.IsNotLocked : Verdict.Accepted;
        if (occurrence.Decisions.Lock is not null)
            return Verdict.IsLocked;
        return decision switch
        {
            Overridden one => OfStudent(one.StudentId, occurrence, context),
            OverrideRemoved one => OfStudent(one.StudentId, occurrence, context),
            Matched one => OfStudent(one.StudentId, occurrence, context),
            Confirmed => occurrence.Status == OccurrenceStatus.Ended ? Verdict.Accepted : Verdict.HasNotEnded,
            OccurrenceSplit split => OfSplit(split, occurrence),
            OccurrencesJoined joined => OfJoin(joined, occurrence, occurrences),
            _ => Verdict.Accepted,
        };
    }

    /// <summary>Of two that are to be joined the earlier takes in the later, whichever was named first.</summary>
    public static Decision InOrderOfTime(Decision decision, IReadOnlyList<Occurrence> occurrences) =>
        decision is OccurrencesJoined joined
        && Find(occurrences, joined.OccurrenceId) is { } one && Find(occurrences, joined.With) is { } other
        && occurrences.Index().First(item => item.Item == one).Index > occurrences.Index().First(item => item.Item == other).Index
            ? joined with { OccurrenceId = other.Id, With = one.Id }
            : decision;

    static Occurrence? Find(IReadOnlyList<Occurrence> occurrences, string id) =>
        occurrences.FirstOrDefault(occurrence => occurrence.GoesBy(id));

    static Verdict OfStudent(Guid student, Occurrence occurrence, MeetingContext context) =>
        occurrence.Status == OccurrenceStatus.Void ? Verdict.IsVoid
        : AttendanceRules.Roster(occurrence, context).Contains(student) ? Verdict.Accepted
        : Verdict.NoSuchStudent;

    static Verdict OfSplit(OccurrenceSplit split, Occurrence occurrence) =>
        Regrouping.CanBeSplit(occurrence.Lesson, occurrence.Territory, split.Time)
        && occurrence.Planned.Start < split.Time && split.Time < occurrence.Planned.End
            ? Verdict.Accepted : Verdict.CannotBeSplitThere;

    static Verdict OfJoin(OccurrencesJoined joined, Occurrence occurrence, IReadOnlyList<Occurrence> occurrences)
    {
        if (Find(occurrences, joined.With) is not { } other)
            return Verdict.NoSuchOccurrence;
        if (other.Decisions.Lock is not null)
            return Verdict.IsLocked;
        var standing = occurrences.Where(one => one.Status is not (OccurrenceStatus.Void or OccurrenceStatus.Cancelled)).ToList();
        var areNeighbours = standing.IndexOf(occurrence) is >= 0 and var index && standing.IndexOf(other) == index + 1;
        return areNeighbours && Regrouping.CanBeJoined(occurrence.Lesson, other.Lesson)
            ? Verdict.Accepted : Verdict.CannotBeJoined;
    }
}
