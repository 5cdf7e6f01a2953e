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
        if (decisions.About(decision.OccurrenceId).IsWithoutFacts
            || Find(occurrences, decision.OccurrenceId) is { Decisions.IsWithoutFacts: true })
            return Verdict.FactsAreDeleted;
        // Also one that goes by another id since it was locked.
        if (decision is Unlocked && decisions.About(decision.OccurrenceId).Lock is not null)
            return Verdict.Accepted;
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
            Confirmed => occurrence.Status switch
            {
                OccurrenceStatus.Ended => Verdict.Accepted,
                OccurrenceStatus.Void => Verdict.IsVoid,
                _ => Verdict.HasNotEnded,
            },
            OccurrenceSplit split => OfSplit(split, occurrence),
            OccurrencesJoined joined => OfJoin(joined, occurrence, occurrences),
            _ => Verdict.Accepted,
        };
    }

    /// <summary>
    /// By the ids under which the occurrences stand now, whatever ids of theirs were named; and of two that are to be joined
    /// the earlier takes in the later.
    /// </summary>
    public static Decision AsTheyStand(
        Decision decision, IReadOnlyList<Occurrence> occurrences, Decisions decisions)
    {
        if (decision is Unmatched undone && decisions.Matches.FirstOrDefault(one => one.Id == undone.MatchId) is { } match)
            return undone with { OccurrenceId = match.OccurrenceId };
        if (Find(occurrences, decision.OccurrenceId) is not { } one)
            return decision;
        if (decision is not OccurrencesJoined joined || Find(occurrences, joined.With) is not { } other)
            return decision with { OccurrenceId = one.Id };
        var isInOrder = occurrences.TakeWhile(item => item != other).Contains(one);
        return joined with { OccurrenceId = isInOrder ? one.Id : other.Id, With = isInOrder ? other.Id : one.Id };
    }

    /// <summary>Whether it is so already: sent again, by a person or a program that got no answer, it adds nothing.</summary>
    public static bool IsSo(Decision decision, IReadOnlyList<Occurrence> occurrences)
    {
        if (Find(occurrences, decision.OccurrenceId)?.Decisions is not { } holds)
            return false;
        return decision switch
        {
            Voided => holds.IsVoid,
            VoidUndone => !holds.IsVoid,
            Degraded => holds.IsDegraded,
            OverrideRemoved removed => !holds.Overrides.ContainsKey(removed.StudentId),
            Overridden wanted => holds.Overrides.TryGetValue(wanted.StudentId, out var standing)
                && (standing.Status, standing.Reason, standing.By) == (wanted.Status, wanted.Reason, wanted.By),
            _ => false,
        };
    }

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
        if (other.Decisions.IsWithoutFacts)
            return Verdict.FactsAreDeleted;
        if (other.Decisions.Lock is not null)
            return Verdict.IsLocked;
        // Not over a voided one between them: were that undone, its time would count twice.
        if (occurrence.Status == OccurrenceStatus.Void || other.Status == OccurrenceStatus.Void)
            return Verdict.IsVoid;
        var standing = occurrences.Where(one => one.Status != OccurrenceStatus.Cancelled).ToList();
        var areNeighbours = standing.IndexOf(occurrence) is >= 0 and var index && standing.IndexOf(other) == index + 1;
        return areNeighbours && Regrouping.CanBeJoined(occurrence.Lesson, other.Lesson)
            ? Verdict.Accepted : Verdict.CannotBeJoined;
    }
}
