using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages.Marks;

/// <summary>Something that may be decided about a lesson as a whole, on whatever page.</summary>
/// <param name="Decision">What it is.</param>
/// <param name="Name">What it is called, and its button.</param>
/// <param name="Consequence">What comes of it, and whether it can be taken back.</param>
public sealed record LessonDecision(MarkDecision Decision, string Name, string Consequence)
{
    /// <param name="lesson">Where it stands.</param>
    /// <param name="isAdmin">Whether it is an admin who decides.</param>
    public static IEnumerable<LessonDecision> Of(DecidableLesson lesson, bool isAdmin)
    {
        if (lesson.Status == OccurrenceStatus.Void)
            yield return new(
                MarkDecision.UndoVoid, "The lesson was held after all", "Its attendance is computed again, and it counts.");
        if (lesson is { State: AttendanceState.Locked, FactsDeleted: false } && isAdmin)
            yield return new(
                MarkDecision.Unlock, "Unlock the marks",
                "Everything that has arrived since they were locked counts then, and the days until the lock begin anew.");
        if (lesson.State is not (AttendanceState.Held or AttendanceState.Provisional or AttendanceState.Reconciled))
            yield break;
        if (lesson.IsOpen)
            yield return new(
                MarkDecision.Confirm, "Confirm the marks",
                $"{Counted.Count(lesson.Undecided, "mark is", "marks are")} undecided. Confirmed, they become what they were "
                + "computed to be, and whoever was not seen is absent. This cannot be taken back; single marks can be set by "
                + "hand before or afterwards.");
        yield return new(
            MarkDecision.Void, "The lesson was not held",
            "Then nobody has a mark for it, and it counts in no rate. This can be undone.");
    }
}

/// <summary>What of a lesson says which decisions are possible.</summary>
/// <param name="Status">Where the lesson stands.</param>
/// <param name="State">Where its attendance stands.</param>
/// <param name="Undecided">How many of its marks are undecided.</param>
/// <param name="FactsDeleted">Whether nothing can compute it any more.</param>
public sealed record DecidableLesson(OccurrenceStatus Status, AttendanceState State, int Undecided, bool FactsDeleted)
{
    /// <summary>Whether anything waits that somebody can confirm.</summary>
    public bool IsOpen => Status == OccurrenceStatus.Ended
        && (State == AttendanceState.Held || State != AttendanceState.Locked && Undecided > 0);
}
